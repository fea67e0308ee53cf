import { fileURLToPath } from 'node:url';
import { readAppRegistration } from './app-registration.ts';
import { installApp, issueOfflineToken } from './identity/installation.ts';
import { type Standin, startStandin } from './server.ts';
import { createShop } from './state/create-shop.ts';
import { createWorld } from './state/create-world.ts';
import type { Shop, World } from './state/world.ts';

export type TestShop = {
  standin: Standin;
  world: World;
  shop: Shop;
  accessToken: string;
  /** Sends one operation as the app would; the parsed answer. */
  admin(query: string, variables?: Record<string, unknown>): Promise<AdminAnswer>;
};

export type AdminAnswer = {
  status: number;
  data: Record<string, unknown>;
  errors: { message: string; path?: unknown[]; extensions?: Record<string, unknown> }[];
  extensions: { cost?: { requestedQueryCost: number; actualQueryCost: number | null } };
};

/** A stand-in with one shop in which the app of `shopify.app.toml` is installed. Close `standin` after. */
export async function startTestShop(
  options: { handle?: string } & Partial<Shop> = {},
): Promise<TestShop> {
  const world = createWorld({
    app: readAppRegistration({
      tomlPath: fileURLToPath(new URL('../../shopify.app.toml', import.meta.url)),
      apiSecret: 'a-secret-of-the-local-app',
    }),
  });
  const shop = createShop(world, { handle: 'glowy', ...options });
  const { accessToken } = issueOfflineToken(world, installApp(world, shop));
  const standin = await startStandin({ world });
  return {
    standin,
    world,
    shop,
    accessToken,
    admin: (query, variables) => sendToAdmin(standin, shop, accessToken, query, variables),
  };
}

export async function sendToAdmin(
  standin: Standin,
  shop: Shop,
  accessToken: string,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<AdminAnswer> {
  const response = await fetch(
    `http://127.0.0.1:${standin.port}/admin/api/${standin.world.app.webhookApiVersion}/graphql.json`,
    {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-standin-host': shop.domain,
        'x-shopify-access-token': accessToken,
      },
      body: JSON.stringify({ query, variables }),
    },
  );
  const body = (await response.json()) as Partial<AdminAnswer>;
  return {
    status: response.status,
    data: body.data ?? {},
    errors: Array.isArray(body.errors) ? body.errors : [],
    extensions: body.extensions ?? {},
  };
}
