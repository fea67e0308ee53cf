import { describe, expect, it } from 'vitest';
import { mintIdToken } from '#test/standin/identity/id-token.ts';
import { clashingShops, type Furnished, leaksOf } from './clashing-shops.ts';
import { addressesOf, appRoutes } from './foreign-addresses.ts';
import { decimal, type ShopStory } from './shop-story.ts';

const shops = clashingShops();
const leaks = leaksOf(shops);

/** What a request brings back over every way that it can be asked: document data, bare, and as a browser's page. */
async function everythingOf(
  story: ShopStory,
  address: string,
): Promise<{ status: number; text: string }[]> {
  const [path = '', query = ''] = address.split('?');
  const data = await story.merchant.fetch(`${path}.data?${query}`);
  const bare = await story.merchant.fetch(address);
  const page = await story.merchant.openDocument(address);
  return [
    { status: data.status, text: await data.text() },
    { status: bare.status, text: await bare.text() },
    { status: page.status, text: page.html },
  ];
}

it('is a fair test: the two shops share names, codes, handles, deliveries and order ids', () => {
  expect(shops.beta.order.id).toBe(shops.alfa.order.id);
  expect(shops.beta.order.name).toBe(shops.alfa.order.name);
  expect(shops.beta.story.variant().id).toBe(shops.alfa.story.variant().id);
  expect(shops.beta.collaboration.codes).toEqual(shops.alfa.collaboration.codes);
  const handle = ({ collaboration }: Furnished) => new URL(collaboration.links.page ?? '').pathname;
  expect(handle(shops.beta)).toBe(handle(shops.alfa));
  expect(shops.alfa.story.truth(shops.alfa.order)).not.toBe(
    shops.beta.story.truth(shops.beta.order),
  );
});

it('keeps the figures of both apart', async () => {
  for (const { story, order } of [shops.alfa, shops.beta]) {
    const sold = story === shops.beta.story ? [order, shops.onlyBeta] : [order];
    const truth = sold.reduce((sum, one) => sum + story.truth(one), 0);
    expect(await story.figures()).toMatchObject({
      revenue: decimal(truth),
      orders: String(sold.length),
    });
    expect((await story.order(order)).arithmetic.net.amount).toBe(decimal(story.truth(order)));
    expect((await story.inbox()).parked).toHaveLength(1);
  }
});

describe('asking for what belongs to the other shop', () => {
  it('shows nothing of it, at any address of the app', async () => {
    const routes = appRoutes().filter(({ hasLoader }) => hasLoader);
    expect(routes.length).toBeGreaterThan(15);
    for (const route of routes) {
      for (const address of addressesOf(shops, route)) {
        for (const { status, text } of await everythingOf(shops.alfa.story, address)) {
          expect({ address, status: status < 500, leaks: leaks(text, address) }).toEqual({
            address,
            status: true,
            leaks: [],
          });
        }
      }
    }
  });

  it('is answered by “not found” where the address names a thing', async () => {
    const routes = appRoutes().filter(({ path, hasLoader }) => hasLoader && path.includes(':id'));
    for (const route of routes) {
      const [address = ''] = addressesOf(shops, route);
      const { status, data } = await shops.alfa.story.merchant.ask(address);
      const refused = (data?.refusal as { code?: string } | undefined)?.code;
      expect({ address, answer: status === 404 || refused === 'not_found' }).toEqual({
        address,
        answer: true,
      });
    }
    for (const path of [
      `/app/settings/privacy?id=${shops.beta.privacy}`,
      `/app/export/campaign?id=${shops.beta.campaign}`,
      `/app/export/costs?id=${shops.beta.collaboration.id}`,
    ]) {
      expect({ path, status: (await shops.alfa.story.merchant.fetch(path)).status }).toEqual({
        path,
        status: 404,
      });
    }
  });

  it('shows the same address to its owner', async () => {
    for (const route of appRoutes().filter(
      ({ path, hasLoader }) => hasLoader && path.includes(':id'),
    )) {
      const [address = ''] = addressesOf(shops, route);
      expect({ address, status: (await shops.beta.story.merchant.ask(address)).status }).toEqual({
        address,
        status: 200,
      });
    }
  });

  it('is turned away without a token of that shop', async () => {
    const token = await mintIdToken(shops.open.world(), shops.alfa.story.shop);
    const forms = appRoutes().flatMap((route) =>
      route.hasLoader ? addressesOf(shops, route) : [],
    );
    for (const address of forms) {
      const separator = address.includes('?') ? '&' : '?';
      const asBeta = `${address}${separator}shop=${shops.beta.story.shop.domain}&embedded=1&host=eA&id_token=${token}`;
      for (const [url, headers] of [
        [address, {}],
        [asBeta, {}],
        [asBeta, { authorization: `Bearer ${token}` }],
      ] as const) {
        const response = await fetch(new URL(url, shops.open.house().appUrl), {
          headers: { ...headers, 'user-agent': 'Mozilla/5.0' },
          redirect: 'manual',
        });
        const text = await response.text();
        expect({ url, leaks: leaks(text, url) }).toEqual({ url, leaks: [] });
      }
    }
  });
});

describe('visitors of one shop with links of the other', () => {
  const slugOf = ({ collaboration }: Furnished) =>
    new URL(collaboration.links.tagged ?? '').searchParams.get('trb') ?? '';

  it('stay in the shop they are in', async () => {
    const visitor = shops.alfa.story.visitor();
    const { url, status } = await visitor.go(`/apps/tributary/${slugOf(shops.beta)}`);
    expect({ status, host: url.host, path: url.pathname }).toEqual({
      status: 200,
      host: shops.alfa.story.shop.domain,
      path: '/',
    });
  });

  it('are credited to nobody there', async () => {
    const order = shops.alfa.story.sell({
      landingSite: `/?trb=${slugOf(shops.beta)}`,
      email: 'lost@example.com',
    });
    await shops.alfa.story.settled();
    const { journey } = await shops.alfa.story.order(order);
    expect(journey.every(({ influencer }) => influencer === null)).toBe(true);
  });
});
