import { beforeAll, describe, expect, it } from 'vitest';
import type { CollaborationView } from '#app/views/collaboration-view.server.ts';
import type { InfluencerView } from '#app/views/influencer-view.server.ts';
import { truthOf } from '#test/standin/control/shop-truth.ts';
import type { Order } from '#test/standin/state/world.ts';
import { openHouse } from './open-house.ts';
import { decimal, type ShopStory } from './shop-story.ts';

const open = openHouse();

let glowy: ShopStory;
let jane: CollaborationView;
const bought: Record<string, Order> = {};

const orderOf = (id: bigint): Order => {
  const order = glowy.shop.orders.get(id);
  if (!order) throw new Error(`no order ${id}`);
  return order;
};
const minorOf = (amount: string) => Number(amount.replace('.', ''));
const truthOfThose = (...names: string[]) =>
  names.reduce((sum, name) => sum + glowy.truth(bought[name] as Order), 0);

beforeAll(async () => {
  glowy = await open.openShop({ rates: new Map([['EUR', '0.92']]) });
  const { id } = await glowy.work.startOne({
    influencer: { name: 'Jane Doe', email: 'jane@example.org' },
    campaign: { name: 'Spring Glow', budget: '500.00' },
    start: {
      welcomeText: 'Hello & welcome to my <favourites>',
      products: [...glowy.shop.products.values()]
        .slice(0, 2)
        .map((product) => ({ id: `gid://shopify/Product/${product.id}`, title: product.title })),
    },
  });
  await glowy.work.addCost(id, { amount: '50.00' });
  jane = await glowy.work.collaboration(id);
});

describe('what a merchant sets up', () => {
  it('is a code of her own in the shop', () => {
    const discounts = [...glowy.shop.discounts.values()];
    expect(discounts).toHaveLength(1);
    expect(discounts[0]).toMatchObject({
      active: true,
      value: { kind: 'percentage', fraction: 0.15 },
      codes: [{ code: 'JANE15', usage: 0 }],
      createdBy: 'app',
    });
    expect(jane.codes).toEqual([{ code: 'JANE15', adopted: false }]);
  });

  it('is a landing page and a short address that leads there', async () => {
    const pages = [...glowy.shop.pages.values()];
    expect(pages).toMatchObject([{ handle: 'jane-doe', published: true }]);
    expect(pages[0]?.bodyHtml).toContain('Hello &amp; welcome to my &lt;favourites&gt;');
    const redirects = [...glowy.shop.redirects.values()];
    expect(redirects).toMatchObject([
      { path: '/jane-doe', target: expect.stringContaining('/pages/jane-doe') },
    ]);
    expect(jane.objects.map(({ kind, state }) => `${kind} ${state}`).sort()).toEqual([
      'discount live',
      'page live',
      'redirect live',
    ]);
    const follower = glowy.visitor();
    const page = await follower.go(jane.links.short ?? '');
    expect(page).toMatchObject({ status: 200, url: { pathname: '/pages/jane-doe' } });
    for (const product of [...glowy.shop.products.values()].slice(0, 2)) {
      expect(page.text).toContain(product.title);
    }
  });
});

describe('what visitors buy', () => {
  const buy = async (
    name: string,
    way: (visitor: ReturnType<ShopStory['visitor']>) => Promise<unknown>,
    wish: { codes?: string[]; email: string; currency?: string },
    place = 0,
  ) => {
    const visitor = glowy.visitor();
    await way(visitor);
    await visitor.addToCart(glowy.variant(place).id, 2);
    const { orderId } = await visitor.checkout(wish);
    bought[name] = orderOf(orderId);
  };

  beforeAll(async () => {
    await buy('typed code', (visitor) => visitor.go('/'), {
      codes: ['jane15'],
      email: 'ann@example.com',
    });
    await buy(
      'tracking link',
      (visitor) => visitor.go(jane.links.tracking ?? ''),
      { email: 'bo@example.com' },
      1,
    );
    await buy(
      'code link',
      (visitor) => visitor.go(jane.links.discount[0]?.url ?? ''),
      { email: 'cy@example.com' },
      2,
    );
    await buy(
      'short address',
      (visitor) => visitor.go(jane.links.short ?? ''),
      { email: 'di@example.com' },
      3,
    );
    await buy(
      'app proxy',
      (visitor) => visitor.go(`/apps/tributary/${slugOfJane()}`),
      { email: 'ed@example.com' },
      4,
    );
    await buy(
      'in euros',
      (visitor) => visitor.go('/'),
      { codes: ['JANE15'], email: 'fi@example.com', currency: 'EUR' },
      5,
    );
    await buy(
      'search',
      (visitor) => visitor.go('/', { referrer: 'https://www.google.com/' }),
      { email: 'gus@example.com' },
      6,
    );
    // A second order of somebody who came by her link before, this time from nowhere.
    await buy('typed address', (visitor) => visitor.go('/'), { email: 'bo@example.com' }, 1);
    await glowy.settled();
  });

  const slugOfJane = () => {
    const slug = new URL(jane.links.tagged ?? '').searchParams.get('trb');
    if (!slug) throw new Error(`no id in ${jane.links.tagged}`);
    return slug;
  };

  const HERS = [
    'typed code',
    'tracking link',
    'code link',
    'short address',
    'app proxy',
    'in euros',
  ];

  const FROM_NOWHERE = ['typed code', 'in euros'];

  it('got her discount where they used her code, by hand or by link', () => {
    const codes = (name: string) => bought[name]?.discountCodes.map(({ code }) => code);
    expect(codes('typed code')).toEqual(['JANE15']);
    expect(codes('code link')).toEqual(['JANE15']);
    expect(codes('tracking link')).toEqual([]);
  });

  it.each(HERS)('is credited to her to the cent: %s', async (name) => {
    const order = bought[name] as Order;
    const net = decimal(glowy.truth(order));
    const view = await glowy.order(order);
    expect(view.isWaiting).toBe(false);
    expect(view.arithmetic.net).toEqual({ amount: net, currency: 'USD' });
    const total = { amount: net, currency: 'USD' };
    const shares = Object.fromEntries(view.decisions.map((one) => [one.model, one.shares]));
    expect(shares.last_touch).toMatchObject([{ to: 'Jane Doe', amount: total }]);
    if (!FROM_NOWHERE.includes(name)) {
      const all = [{ to: 'Jane Doe', amount: total }];
      expect(shares).toMatchObject({ first_touch: all, linear: all });
      return;
    }
    // She came from nowhere and then typed the code: two touchpoints, of which the code is the last.
    expect(shares.first_touch).toMatchObject([{ to: 'Direct', amount: total }]);
    expect(shares.linear?.map(({ to }) => to).sort()).toEqual(['Direct', 'Jane Doe']);
    const linear = shares.linear?.map(({ amount }) => minorOf(amount.amount)) ?? [];
    expect(linear.reduce((sum, minor) => sum + minor, 0)).toBe(minorOf(net));
    expect(Math.abs((linear[0] ?? 0) - (linear[1] ?? 0))).toBeLessThanOrEqual(1);
  });

  it.each(['search', 'typed address'])('is not credited to her: %s', async (name) => {
    const view = await glowy.order(bought[name] as Order);
    expect(view.journey.length).toBeGreaterThan(0);
    expect(view.journey.every(({ influencer }) => influencer === null)).toBe(true);
  });

  it('is explained on the order page by its evidence', async () => {
    const evidence = async (name: string) =>
      (await glowy.order(bought[name] as Order)).journey.map((touch) => touch.evidence).join(' ');
    expect(await evidence('typed code')).toContain('JANE15');
    expect(await evidence('tracking link')).toContain('link');
    expect(await evidence('short address')).toContain('page');
    const order = await glowy.order(bought['tracking link'] as Order);
    expect(order.journey[0]).toMatchObject({
      influencer: { name: 'Jane Doe' },
      campaign: { name: 'Spring Glow' },
      collaborationId: jane.id,
    });
  });

  it('adds up on the home page: revenue, cost, ROI, ROAS, orders, CPA, new customers', async () => {
    const revenue = truthOfThose(...HERS);
    const home = await glowy.home();
    const figures = await glowy.figures();
    expect(figures).toMatchObject({
      revenue: decimal(revenue),
      cost: '50.00',
      orders: String(HERS.length),
      newCustomers: String(HERS.length),
      cpa: decimal(Math.round(5000 / HERS.length)),
    });
    const roi = ((revenue - 5000) / 5000) * 100;
    expect(Number.parseFloat((figures.roi ?? '').replaceAll(',', ''))).toBeCloseTo(roi, 0);
    expect(Number.parseFloat(figures.roas ?? '')).toBeCloseTo(revenue / 5000, 1);
    expect(home.ranking.rows).toMatchObject([
      { name: 'Jane Doe', revenue: { amount: decimal(revenue) }, orders: HERS.length },
    ]);
    expect(home.steps).toEqual({
      influencers: true,
      campaigns: true,
      collaborations: true,
      orders: true,
    });
    expect(home.freshness).toMatchObject({ waiting: 0, parked: 0, ordersDue: 0 });
  });

  it('adds up under every model and in every period that holds today', async () => {
    for (const model of ['first_touch', 'last_touch', 'linear']) {
      const rows = (await glowy.orders(`?model=${model}`)).rows;
      const credits = rows.flatMap((row) => row.credits);
      const revenue = credits.reduce((sum, { amount }) => sum + minorOf(amount.amount), 0);
      for (const period of ['7d', '30d', '90d']) {
        const { revenue: shown } = await glowy.figures(`period=${period}&model=${model}`);
        expect(`${model} ${period} ${shown}`).toBe(`${model} ${period} ${decimal(revenue)}`);
      }
    }
  });

  it('is on her page, with the orders one by one', async () => {
    const view = await glowy.work.read<InfluencerView>(`/app/influencers/${jane.influencer.id}`);
    const revenue = view.figures.find(({ key }) => key === 'revenue')?.value;
    expect(revenue).toEqual({ amount: decimal(truthOfThose(...HERS)), currency: 'USD' });
    expect(view.orders.map(({ name }) => name).sort()).toEqual(
      HERS.map((name) => bought[name]?.name).sort(),
    );
    expect(view.collaborations).toMatchObject([
      { codes: ['JANE15'], campaign: { name: 'Spring Glow' } },
    ]);
    expect(view.costs).toMatchObject([{ amount: { amount: '50.00', currency: 'USD' } }]);
  });

  it('is in the list of orders, all that the shop sold and nothing else', async () => {
    const { rows } = await glowy.orders();
    const truth = truthOf(glowy.shop).orders;
    expect(rows.map(({ id, net }) => [id, net?.amount]).sort()).toEqual(
      truth.map(({ id, netSalesMinor }) => [id, decimal(netSalesMinor)]).sort(),
    );
  });

  it('is in the exported files with the same figures', async () => {
    const response = await glowy.merchant.fetch('/app/export/ranking?period=30d');
    expect(response.headers.get('content-type')).toContain('text/csv');
    const [, line] = (await response.text()).split('\r\n');
    expect(line).toContain(`Jane Doe,Micro,${decimal(truthOfThose(...HERS))},${HERS.length},`);
  });
});
