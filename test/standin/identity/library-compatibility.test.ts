// First: the library takes hold of fetch as soon as it is imported.
import '../fetch-redirect.register.ts';
import '@shopify/shopify-app-remix/adapters/node';
import type { ApiVersion, Session } from '@shopify/shopify-api';
import { AppDistribution, shopifyApp } from '@shopify/shopify-app-remix/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestShop, type TestShop } from '../start-test-shop.ts';
import { mintIdToken } from './id-token.ts';
import { expireTokens } from './installation.ts';

/** The library turns away whoever looks like a robot. */
const CHROME =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';

let house: TestShop;
const sessions = new Map<string, Session>();

beforeAll(async () => {
  house = await startTestShop();
  process.env.STANDIN_URL = house.standin.url;
});
afterAll(() => house.standin.close());

function library() {
  const { app } = house.world;
  return shopifyApp({
    apiKey: app.apiKey,
    apiSecretKey: app.apiSecret,
    appUrl: app.appUrl,
    apiVersion: app.webhookApiVersion as ApiVersion,
    distribution: AppDistribution.AppStore,
    future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
    logger: { log: () => {} },
    sessionStorage: {
      storeSession: async (session) => Boolean(sessions.set(session.id, session)),
      loadSession: async (id) => sessions.get(id),
      deleteSession: async (id) => sessions.delete(id),
      deleteSessions: async (ids) => ids.every((id) => sessions.delete(id)),
      findSessionsByShop: async (shop) => [...sessions.values()].filter((s) => s.shop === shop),
    },
  });
}

async function dataRequest(token: string): Promise<Request> {
  return new Request(`${house.world.app.appUrl}/app?_data=routes`, {
    headers: { authorization: `Bearer ${token}`, 'user-agent': CHROME },
  });
}

describe('the library of Shopify against the stand-in', () => {
  it('exchanges an id token for an offline token and reads the shop with it', async () => {
    const request = await dataRequest(await mintIdToken(house.world, house.shop));
    const { admin, session } = await library().authenticate.admin(request);
    expect(session.id).toBe('offline_glowy.myshopify.com');
    expect(session.refreshToken).toMatch(/^shprt_/);
    expect(session.expires?.getTime()).toBeGreaterThan(Date.now() + 3_500_000);
    const response = await admin.graphql('{ shop { name myshopifyDomain currencyCode } }');
    expect((await response.json()).data).toEqual({
      shop: { name: 'Glowy', myshopifyDomain: 'glowy.myshopify.com', currencyCode: 'USD' },
    });
  });

  it('gets nothing for a shop that is not there', async () => {
    sessions.clear();
    const foreign = { ...house.shop, domain: 'other.myshopify.com' };
    const request = await dataRequest(await mintIdToken(house.world, foreign));
    const failure: unknown = await library()
      .authenticate.admin(request)
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ status: 500 });
  });

  it('renews a token near its end without the merchant', async () => {
    sessions.clear();
    const request = await dataRequest(await mintIdToken(house.world, house.shop));
    const first = await library().authenticate.admin(request);
    const before = first.session.accessToken;
    first.session.expires = new Date(Date.now() + 60_000);
    expireTokens(house.world, house.shop);
    const { admin, session } = await library().unauthenticated.admin(house.shop.domain);
    expect(session.accessToken).not.toBe(before);
    const response = await admin.graphql('{ shop { name } }');
    expect((await response.json()).data?.shop.name).toBe('Glowy');
  });

  it('is refused with an expired access token', async () => {
    sessions.clear();
    const request = await dataRequest(await mintIdToken(house.world, house.shop));
    const { admin } = await library().authenticate.admin(request);
    expireTokens(house.world, house.shop);
    const failure: unknown = await admin
      .graphql('{ shop { name } }')
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ status: 401 });
  });
});
