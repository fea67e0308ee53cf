import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { prisma } from '#app/db/client.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import { idOf } from '#test/factories/ids.ts';
import { type GivenEvent, makeClick, makeEvent } from '#test/factories/journey.ts';
import { makeShop } from '#test/factories/shop.ts';
import { engage, stateOf } from '../intake/local-shop.ts';
import { type GivenOrder, settleJourneys, tellOrder } from './journeys.ts';

freshDatabase();

const day = (number: number, minute = 0) =>
  new Date(Date.UTC(2026, 10, number, 12, minute)).toISOString();

/** `LINK` stands for the link's id, which every shop has its own of. */
const trc = (word: string) => `/?trb=LINK&trc=${idOf(word)}`;
const done = { type: 'checkout_completed', url: '/checkouts' } as const;

/** Two people share a sofa's browser; one of them has a phone as well; a third got an address forwarded. */
const EVENTS: Record<string, GivenEvent> = {
  'ada sees': { at: day(1), browser: 'phone', url: trc('1') },
  'ada buys': { ...done, at: day(2, 1), browser: 'phone', checkoutToken: 'a1' },
  'ben sees': { at: day(3), browser: 'sofa', url: trc('2') },
  'ben buys': { ...done, at: day(4, 1), browser: 'sofa', checkoutToken: 'b1' },
  'ada looks': { at: day(5), browser: 'sofa' },
  'ada buys again': { ...done, at: day(6, 1), browser: 'sofa', checkoutToken: 'a2' },
  'cleo opens': { at: day(1, 50), browser: 'tablet', url: trc('1') },
  'cleo buys': { ...done, at: day(2, 1), browser: 'tablet', checkoutToken: 'c1', orderId: 4n },
  'ben looks': { at: day(7), browser: 'sofa', url: '/?utm_source=news&utm_medium=email' },
};

const ORDERS: Record<string, GivenOrder> = {
  '1': { at: day(2, 1), customer: 1, token: 'a1' },
  '2': {
    at: day(4, 1),
    customer: 2,
    token: 'b1',
    cart: { visitor: idOf('sofa'), click: idOf('2') },
  },
  '3': { at: day(6, 1), customer: 1, token: 'a2' },
  '4': {
    at: day(2, 1),
    customer: 3,
    cart: { link: 'LINK', click: idOf('1'), visitor: idOf('tablet') },
  },
  '5': { at: day(1, 10), customer: 1, landing: trc('1') },
  '6': { at: day(8), customer: 2, cart: { visitor: idOf('sofa') }, codes: ['JANE15'] },
};

const STEPS = [...Object.keys(EVENTS), ...Object.keys(ORDERS)];

/** What every shop has its own of, and what is shown instead. */
const own = new Map<string, string>();

type Opened = { shop: ShopRow; link: string };

async function open(): Promise<Opened> {
  const shop = await makeShop();
  const jane = await engage(shop.id, 'JANE15');
  own.set(jane.influencerId, 'INFLUENCER').set(jane.collaborationId, 'COLLABORATION');
  own.set(jane.linkSlug, 'LINK');
  for (const [word, at] of [
    ['1', day(1)],
    ['2', day(3)],
  ] as const) {
    await makeClick(shop.id, word, { slug: jane.linkSlug, at, cookie: `door ${word}` });
  }
  return { shop, link: jane.linkSlug };
}

/** Lets everything arrive in this order, and the worker come after some steps and at the end. */
async function play({ shop, link }: Opened, steps: readonly string[], rests: readonly boolean[]) {
  const here = (text: string | undefined) => text?.replace('LINK', link) ?? '/';
  for (const [place, step] of steps.entries()) {
    const [event, order] = [EVENTS[step], ORDERS[step]];
    if (event) await makeEvent(shop.id, step, { ...event, url: here(event.url) });
    if (order) {
      const { cart = {}, ...rest } = order;
      const carried = cart.link ? { ...cart, link } : cart;
      const landing = rest.landing ? { landing: here(rest.landing) } : {};
      await tellOrder(shop, step, { ...rest, ...landing, cart: carried });
    }
    if (rests[place]) await settleJourneys(shop.id);
  }
  await settleJourneys(shop.id);
  const { touchpoints, credit } = await stateOf(shop.id);
  let text = JSON.stringify({ touchpoints, credit }, (_key, part) =>
    typeof part === 'bigint' ? `${part}` : part,
  );
  for (const [mine, shown] of own) text = text.replaceAll(mine, shown);
  return text;
}

let straight: string;
beforeAll(async () => {
  straight = await play(await open(), STEPS, []);
});

it('tells the journeys that were', async () => {
  const { touchpoints } = JSON.parse(straight);
  const told = touchpoints.map((touch: Record<string, unknown>) =>
    [touch.sourceKey, touch.joinedBy].join(' '),
  );
  expect(told.sort()).toEqual(
    [
      `order:1:click:${idOf('1')} checkout`,
      `order:2:click:${idOf('2')} checkout`,
      `order:3:click:${idOf('1')} customer`,
      'order:3:visit:ada looks checkout',
      'order:4:visit:cleo opens order',
      `order:5:click:${idOf('1')} `,
      'order:6:code:0 ',
      `order:6:click:${idOf('2')} cart`,
      'order:6:visit:ben looks cart',
    ].sort(),
  );
});

it('comes to the same touchpoints and credit, byte for byte, in whatever order things arrive', {
  timeout: 180_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(STEPS, { minLength: STEPS.length }),
      fc.array(fc.boolean(), { minLength: STEPS.length, maxLength: STEPS.length }),
      async (steps, rests) => {
        expect(await play(await open(), steps, rests)).toBe(straight);
      },
    ),
    { numRuns: 10 },
  );
  expect(await prisma().touchRebuild.count()).toBe(0);
});
