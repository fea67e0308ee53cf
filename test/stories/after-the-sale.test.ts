import { beforeAll, describe, expect, it } from 'vitest';
import { MODELS } from '#app/domain/attribution-model.ts';
import { cancel, edit, pay, refund } from '#test/standin/control/shop-actions.ts';
import { truthOf } from '#test/standin/control/shop-truth.ts';
import type { NewOrder } from '#test/standin/orders/place-order.ts';
import type { Order, Shop } from '#test/standin/state/world.ts';
import { openHouse } from './open-house.ts';
import { decimal, type ShopStory } from './shop-story.ts';

const open = openHouse();

type Case = {
  what: string;
  sold?: (shop: ShopStory) => Partial<NewOrder>;
  /** Each change is settled, and compared, before the next. */
  changes?: ((shop: ShopStory, order: Order) => void)[];
};

const lineOf = (order: Order, place = 0) => {
  const line = order.lines[place];
  if (!line) throw new Error(`${order.name} has no line ${place}`);
  return line.id;
};
const take =
  (quantity: number, restock: 'no_restock' | 'return', place = 0) =>
  (shop: ShopStory, order: Order) =>
    refund(shop.world, shop.shop, order, {
      lines: [{ lineId: lineOf(order, place), quantity, restock }],
    });
const giveBack = (wish: Parameters<typeof refund>[3]) => (shop: ShopStory, order: Order) =>
  refund(shop.world, shop.shop, order, wish);
const setQuantity =
  (quantity: number, place = 0) =>
  (shop: ShopStory, order: Order) =>
    edit(shop.world, shop.shop, order, {
      setQuantity: [{ lineId: lineOf(order, place), quantity }],
    });
const addThing = (shop: ShopStory, order: Order) =>
  edit(shop.world, shop.shop, order, { add: [{ variantId: shop.variant(9).id, quantity: 2 }] });
const callOff =
  (wish: Parameters<typeof cancel>[3] = {}) =>
  (shop: ShopStory, order: Order) =>
    cancel(shop.world, shop.shop, order, wish);

const threeAndOne = (shop: ShopStory) => [
  { variantId: shop.variant(0).id, quantity: 3 },
  { variantId: shop.variant(1).id, quantity: 1 },
];

const CASES: Case[] = [
  { what: 'nothing' },
  { what: 'a refund of one of three, put back on the shelf', changes: [take(1, 'return')] },
  { what: 'a refund of one of three, not put back', changes: [take(1, 'no_restock')] },
  {
    what: 'three refunds, one unit each',
    changes: [take(1, 'return'), take(1, 'no_restock'), take(1, 'return')],
  },
  { what: 'a custom amount', changes: [giveBack({ amountMinor: 777 })] },
  {
    what: 'two custom amounts',
    changes: [giveBack({ amountMinor: 333 }), giveBack({ amountMinor: 1 })],
  },
  {
    what: 'a line taken back for less money than it cost',
    changes: [
      (shop, order) =>
        refund(shop.world, shop.shop, order, {
          lines: [{ lineId: lineOf(order), quantity: 2 }],
          amountMinor: 900,
        }),
    ],
  },
  {
    what: 'a line taken back without any money',
    changes: [
      (shop, order) =>
        refund(shop.world, shop.shop, order, {
          lines: [{ lineId: lineOf(order), quantity: 1 }],
          amountMinor: 0,
        }),
    ],
  },
  {
    what: 'shipping given back, in two parts',
    changes: [giveBack({ shipping: 200 }), giveBack({ shipping: 'full' })],
  },
  { what: 'everything given back', changes: [giveBack({ full: true })] },
  {
    what: 'a tip, given back',
    sold: () => ({ tipMinor: 500 }),
    changes: [giveBack({ tip: true })],
  },
  { what: 'an edit to fewer units', changes: [setQuantity(1)] },
  { what: 'an edit that takes a line out', changes: [setQuantity(0, 1)] },
  { what: 'an edit to more units', changes: [setQuantity(5)] },
  {
    what: 'an edit that adds a thing, and one that takes it out',
    changes: [addThing, setQuantity(0, 2)],
  },
  { what: 'an edit down, then a refund', changes: [setQuantity(2), take(1, 'return')] },
  {
    what: 'a refund, then an edit up, then a custom amount',
    changes: [take(1, 'no_restock'), addThing, giveBack({ amountMinor: 150 })],
  },
  { what: 'a cancellation with the money', changes: [callOff()] },
  { what: 'a cancellation without the money', changes: [callOff({ refund: false })] },
  {
    what: 'a refund, then a cancellation',
    changes: [take(2, 'return'), callOff({ reason: 'fraud' })],
  },
  {
    what: 'a payment that comes later',
    sold: () => ({ paid: false }),
    changes: [(shop, order) => pay(shop.world, shop.shop, order)],
  },
  {
    what: 'a cancellation before it was paid',
    sold: () => ({ paid: false }),
    changes: [callOff()],
  },
  { what: 'a test order', sold: () => ({ test: true }) },
  {
    what: 'a test order that is refunded',
    sold: () => ({ test: true }),
    changes: [take(1, 'return')],
  },
  {
    what: 'a gift card beside a thing, both given back',
    sold: (shop) => ({
      lines: [
        { variantId: shop.giftCard().id, quantity: 2 },
        { variantId: shop.variant(2).id, quantity: 1 },
      ],
    }),
    changes: [take(1, 'no_restock'), take(1, 'return', 1)],
  },
  {
    what: 'nothing but a gift card',
    sold: (shop) => ({ lines: [{ variantId: shop.giftCard().id, quantity: 1 }] }),
  },
  {
    what: 'another currency',
    sold: () => ({ currency: 'JPY' }),
    changes: [take(1, 'return'), giveBack({ amountMinor: 500 })],
  },
  {
    what: 'another currency with an edit',
    sold: () => ({ currency: 'KWD' }),
    changes: [setQuantity(1), addThing],
  },
  {
    what: 'a code that is not hers beside hers',
    sold: () => ({ codes: ['NOBODY', 'JANE15'] }),
    changes: [take(1, 'return')],
  },
];

const SHOPS: [string, Partial<Shop> & { handle: string }][] = [
  ['prices without tax', { handle: 'glowy' }],
  [
    'prices with tax',
    {
      handle: 'teint',
      currency: 'EUR',
      taxesIncluded: true,
      taxRateBp: 1900,
      timeZone: 'Europe/Berlin',
    },
  ],
];

describe.each(SHOPS)('%s', (_name, given) => {
  let story: ShopStory;
  const sold: Order[] = [];

  beforeAll(async () => {
    const rates = new Map([
      ['JPY', '151.37'],
      ['KWD', '0.3071'],
    ]);
    story = await open.openShop({ ...given, rates });
    await story.work.startOne();
  });

  const isCounted = (order: Order) => !order.test;
  const credited = (order: Order) => decimal(isCounted(order) ? story.truth(order) : 0);

  async function expectTruth(order: Order) {
    await story.settled();
    const view = await story.order(order);
    const amount = { amount: credited(order), currency: story.shop.currency };
    const shares = amount.amount === '0.00' ? [] : [{ to: 'Jane Doe', amount }];
    expect({
      net: view.arithmetic.net,
      shares: view.decisions.map((one) => one.shares.map(({ to, amount }) => ({ to, amount }))),
    }).toEqual({
      net: amount,
      shares: MODELS.map(() => shares),
    });
  }

  it.each(CASES.map((one) => [one.what, one] as const))('after %s', async (_what, one) => {
    const lines = threeAndOne(story);
    const order = story.sell({
      lines,
      codes: ['JANE15'],
      email: `buyer${sold.length}@example.com`,
      ...one.sold?.(story),
    });
    sold.push(order);
    await expectTruth(order);
    for (const change of one.changes ?? []) {
      change(story, order);
      await expectTruth(order);
    }
  });

  it('adds up on the home page', async () => {
    await story.settled();
    const { orders } = truthOf(story.shop);
    const counted = orders.filter(({ test }) => !test);
    const revenue = counted.reduce((sum, { netSalesMinor }) => sum + netSalesMinor, 0);
    expect(await story.figures()).toMatchObject({ revenue: decimal(revenue) });
    const { rows } = await story.orders();
    expect(rows.map(({ id, outOfFigures }) => [id, outOfFigures])).toEqual(
      [...orders]
        .reverse()
        .map(({ id, test, cancelled }) => [id, test ? 'test' : cancelled ? 'cancelled' : null]),
    );
  });

  it('is explained: gross less discounts less refunds is net, for every order', async () => {
    for (const order of sold) {
      const { arithmetic } = await story.order(order);
      const minor = (shown: { amount: string }) => BigInt(shown.amount.replace('.', ''));
      const { gross, discounts, refunds, net } = arithmetic;
      expect(minor(gross) - minor(discounts) - minor(refunds)).toBe(minor(net));
    }
  });
});
