import '@shopify/shopify-app-remix/adapters/node';
import { createServer, type IncomingMessage } from 'node:http';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '@prisma/client';
import type { ApiVersion } from '@shopify/shopify-api';
import { AppDistribution, shopifyApp } from '@shopify/shopify-app-remix/server';
import { PrismaSessionStorage } from '@shopify/shopify-app-session-storage-prisma';

/**
 * Yardstick (a): the webhook route of Shopify's app template, which checks with `authenticate.webhook` and writes
 * the payload with Prisma, answered by Node's bare server, so without the cost that Remix's would add.
 */
const { DATABASE_URL = '', SHOPIFY_API_SECRET = '', PORT = '0', API_VERSION = '' } = process.env;

const prisma = new PrismaClient({
  adapter: new PrismaPg({ connectionString: DATABASE_URL, max: 10 }),
});
const shopify = shopifyApp({
  apiKey: 'bench',
  apiSecretKey: SHOPIFY_API_SECRET,
  appUrl: 'http://localhost',
  apiVersion: API_VERSION as ApiVersion,
  authPathPrefix: '/auth',
  sessionStorage: new PrismaSessionStorage(prisma),
  distribution: AppDistribution.AppStore,
  future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
});

/** The template's action. Our table of privacy requests has the columns it needs: an id, a topic and a Json. */
async function action(request: Request): Promise<Response> {
  const { topic, payload, webhookId } = await shopify.authenticate.webhook(request);
  await prisma.privacyRequest.create({ data: { shopId: 1, webhookId, topic, result: payload } });
  return new Response();
}

async function toWebRequest(request: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return new Request(new URL(request.url ?? '/', 'http://localhost'), {
    method: request.method ?? 'GET',
    headers: request.headers as Record<string, string>,
    body: new Uint8Array(Buffer.concat(chunks)),
  });
}

const server = createServer(async (request, response) => {
  const answer = await action(await toWebRequest(request)).catch((thrown: unknown) => {
    if (thrown instanceof Response) return thrown;
    console.error(thrown);
    return new Response(null, { status: 500 });
  });
  response.writeHead(answer.status, { 'content-length': 0 }).end();
});

process.on('disconnect', () => process.exit(0));
server.listen(Number(PORT), '127.0.0.1', () => process.send?.({ ready: true }));
