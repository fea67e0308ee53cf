import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StitchEvidence } from '#app/domain/journey-evidence.ts';
import { type StitchedOrder, stitch } from '#app/domain/stitch.ts';

const at = (hour: number, minute = 0) => new Date(Date.UTC(2026, 4, 1, hour, minute));

type Given = {
  orders?: Record<string, { at: Date; customer: number | null; token?: string }>;
  /** Browser, kind, number of the order. */
  ties?: [string, 'checkout' | 'order' | 'cart', number][];
  /** Click → when, and the door's cookie. */
  clicks?: Record<string, { at: Date; cookie?: string }>;
  /** Click, browser, when its visit was. */
  told?: [string, string, Date][];
  visits?: [string, Date][];
  carried?: [number, string][];
};

function evidence(given: Given): StitchEvidence {
  return {
    orders: Object.entries(given.orders ?? {}).map(
      ([id, { at: processedAt, customer, token }]) => ({
        orderId: BigInt(id),
        customerId: customer === null ? null : BigInt(customer),
        processedAt,
        checkoutToken: token ?? null,
      }),
    ),
    ties: (given.ties ?? []).map(([visitorId, by, id]) => ({ visitorId, by, orderId: BigInt(id) })),
    carried: (given.carried ?? []).map(([id, clickId]) => ({ orderId: BigInt(id), clickId })),
    tellings: (given.told ?? []).map(([clickId, visitorId, time]) => ({
      clickId,
      visitorId,
      at: time,
    })),
    clicks: Object.entries(given.clicks ?? {}).map(([clickId, click]) => ({
      clickId,
      slug: 'jane',
      occurredAt: click.at,
      address: '/',
      referrerHost: null,
      adClick: null,
      cookie: click.cookie ?? null,
    })),
    visits: (given.visits ?? []).map(([visitorId, occurredAt], place) => ({
      eventId: `${visitorId}${place}`,
      visitorId,
      occurredAt,
      url: '/',
      referrer: null,
    })),
  };
}

/** Of order 1: its clicks and its visits' browsers, each with its join. */
function stitched(given: Given, named: Partial<StitchedOrder> = {}) {
  const all = evidence(given);
  const own = all.orders.find(({ orderId }) => orderId === 1n);
  if (!own) throw new Error('the order is missing');
  const { clicks, visits } = stitch({ ...own, landingClick: null, cartClick: null, ...named }, all);
  return [
    ...clicks.map(({ clickId, joinedBy }) => `${clickId} ${joinedBy}`),
    ...visits.map(({ visitorId, joinedBy }) => `${visitorId} ${joinedBy}`),
  ].sort();
}

const own = { '1': { at: at(12), customer: 7 } };

const CASES: [string, Given, Partial<StitchedOrder>, string[]][] = [
  ['nothing', { orders: own }, {}, []],
  ['a browser of nobody', { orders: own, visits: [['v', at(1)]] }, {}, []],
  [
    'each browser by its surest join',
    {
      orders: own,
      ties: [
        ['v', 'cart', 1],
        ['v', 'checkout', 1],
        ['w', 'order', 1],
        ['x', 'cart', 1],
      ],
      visits: [
        ['v', at(1)],
        ['w', at(1)],
        ['x', at(1)],
      ],
    },
    {},
    ['v checkout', 'w order', 'x cart'],
  ],
  [
    'no number that the pixel told where the order has a token',
    {
      orders: { '1': { at: at(12), customer: 7, token: 't' } },
      ties: [['v', 'order', 1]],
      visits: [['v', at(1)]],
    },
    {},
    [],
  ],
  [
    'a click that one of its browsers told',
    {
      orders: own,
      ties: [['v', 'checkout', 1]],
      clicks: { c: { at: at(1) }, d: { at: at(2) } },
      told: [['c', 'v', at(1, 1)]],
    },
    {},
    ['c click'],
  ],
  [
    'the customer’s other browsers, one order away and no further',
    {
      orders: { ...own, '2': { at: at(3), customer: 7 }, '3': { at: at(4), customer: 8 } },
      ties: [
        ['phone', 'checkout', 2],
        ['hers', 'checkout', 3],
      ],
      visits: [
        ['phone', at(1)],
        ['hers', at(1)],
      ],
      clicks: { c: { at: at(1) } },
      told: [['c', 'phone', at(1)]],
    },
    {},
    ['c customer', 'phone customer'],
  ],
  [
    'a click that it names itself',
    { orders: own, clicks: { c: { at: at(1) }, d: { at: at(2) } } },
    { landingClick: 'c', cartClick: 'd' },
    ['c null', 'd cart'],
  ],
  [
    'no click that its browser told second, or late: the address was forwarded',
    {
      orders: own,
      ties: [['v', 'checkout', 1]],
      clicks: {
        c: { at: at(1), cookie: 'k' },
        d: { at: at(2), cookie: 'k' },
        e: { at: at(0), cookie: 'k' },
      },
      told: [
        ['c', 'friend', at(1)],
        ['c', 'v', at(1, 20)],
        ['d', 'v', at(2, 31)],
      ],
    },
    { cartClick: 'c', landingClick: 'd' },
    [],
  ],
  [
    'the browser of a click that it names, while the visit goes on',
    {
      orders: { '1': { at: at(1, 30), customer: 7 } },
      clicks: { c: { at: at(1) } },
      told: [['c', 'v', at(1)]],
      carried: [[1, 'c']],
      visits: [['v', at(0)]],
    },
    { landingClick: 'c' },
    ['c null', 'v click'],
  ],
  [
    'not that browser when the visit is over',
    {
      orders: { '1': { at: at(1, 31), customer: 7 } },
      clicks: { c: { at: at(1) } },
      told: [['c', 'v', at(1)]],
      carried: [[1, 'c']],
      visits: [['v', at(0)]],
    },
    { landingClick: 'c' },
    ['c null'],
  ],
  [
    'what the same door cookie followed, if the browser told a click of it at once',
    {
      orders: own,
      ties: [['v', 'cart', 1]],
      clicks: {
        c: { at: at(1), cookie: 'k' },
        d: { at: at(2), cookie: 'k' },
        e: { at: at(2), cookie: 'l' },
        f: { at: at(3), cookie: 'l' },
      },
      told: [
        ['d', 'v', at(2, 5)],
        ['f', 'v', at(3, 6)],
      ],
    },
    {},
    ['c click', 'd click', 'f click'],
  ],
  [
    'nothing that another customer’s order in the same browser came after',
    {
      orders: { ...own, '2': { at: at(6), customer: 8 } },
      ties: [
        ['v', 'checkout', 1],
        ['v', 'checkout', 2],
      ],
      visits: [
        ['v', at(5)],
        ['v', at(7)],
      ],
      clicks: { c: { at: at(5), cookie: 'k' }, d: { at: at(4), cookie: 'k' } },
      told: [['c', 'v', at(5)]],
    },
    { landingClick: 'c' },
    ['v checkout'],
  ],
  [
    'not what somebody did in the customer’s other browser who bought there next',
    {
      orders: { ...own, '2': { at: at(2), customer: 7 }, '3': { at: at(20), customer: 8 } },
      ties: [
        ['phone', 'checkout', 2],
        ['phone', 'checkout', 3],
      ],
      visits: [
        ['phone', at(1)],
        ['phone', at(5)],
      ],
    },
    {},
    ['phone customer'],
  ],
  [
    'everything where Shopify does not know the other customer',
    {
      orders: { ...own, '2': { at: at(6), customer: null } },
      ties: [
        ['v', 'checkout', 1],
        ['v', 'checkout', 2],
      ],
      visits: [['v', at(5)]],
    },
    {},
    ['v checkout'],
  ],
  [
    'nothing of a browser in which a crowd buys',
    {
      orders: {
        ...own,
        ...Object.fromEntries(
          Array.from({ length: 20 }, (_, n) => [`${n + 2}`, { at: at(13), customer: 100 + n }]),
        ),
      },
      ties: Array.from({ length: 21 }, (_, n): [string, 'order', number] => [
        'till',
        'order',
        n + 1,
      ]),
      visits: [['till', at(1)]],
    },
    {},
    [],
  ],
  [
    'nothing of a customer who has a crowd of browsers',
    {
      orders: { ...own, '2': { at: at(3), customer: 7 } },
      ties: Array.from({ length: 21 }, (_, n): [string, 'cart', number] => [`v${n}`, 'cart', 2]),
      visits: [['v1', at(1)]],
    },
    {},
    [],
  ],
  [
    'nothing after the order',
    {
      orders: own,
      ties: [['v', 'cart', 1]],
      visits: [['v', at(12, 1)]],
      clicks: { c: { at: at(12, 1) } },
    },
    { landingClick: 'c' },
    [],
  ],
];

describe('an order', () => {
  it.each(CASES)('has %s', (_name, given, named, expected) => {
    expect(stitched(given, named)).toEqual(expected);
  });
});

const hour = fc.integer({ min: 0, max: 23 }).map((number) => at(number));
const browser = fc.constantFrom('u', 'v', 'w');
const number = fc.integer({ min: 1, max: 4 });
const clickId = fc.constantFrom('a', 'b', 'c');
const order = fc.record({ at: hour, customer: fc.constantFrom(7, 8, null) });
const surroundings: fc.Arbitrary<Given> = fc.record({
  orders: fc.record({ '1': order, '2': order, '3': order, '4': order }),
  ties: fc.array(fc.tuple(browser, fc.constantFrom('checkout', 'order', 'cart'), number), {
    maxLength: 8,
  }),
  clicks: fc.dictionary(clickId, fc.record({ at: hour, cookie: fc.constantFrom('k', 'l') })),
  told: fc.uniqueArray(fc.tuple(clickId, browser, hour), {
    maxLength: 5,
    selector: ([c, b]) => c + b,
  }),
  visits: fc.array(fc.tuple(browser, hour), { maxLength: 8 }),
  carried: fc.array(fc.tuple(number, clickId), { maxLength: 3 }),
});

function turned(given: Given): Given {
  const backwards = <Each>(list: readonly Each[] | undefined) => [...(list ?? [])].reverse();
  return {
    ...given,
    ties: backwards(given.ties),
    told: backwards(given.told),
    carried: backwards(given.carried),
    clicks: Object.fromEntries(backwards(Object.entries(given.clicks ?? {}))),
    orders: Object.fromEntries(Object.entries(given.orders ?? {})),
  };
}

describe('whatever was told', () => {
  it('in whatever order it was told', () => {
    fc.assert(
      fc.property(surroundings, fc.option(clickId), (given, landingClick) => {
        expect(stitched(turned(given), { landingClick })).toEqual(
          stitched(given, { landingClick }),
        );
      }),
    );
  });

  it('no contact lies after the order, and none is another customer’s who bought later in that browser', () => {
    fc.assert(
      fc.property(surroundings, (given) => {
        const all = evidence(given);
        const [first] = all.orders;
        if (!first) return;
        const { clicks, visits } = stitch({ ...first, landingClick: null, cartClick: null }, all);
        for (const touch of [...clicks, ...visits]) {
          expect(touch.occurredAt.getTime()).toBeLessThanOrEqual(first.processedAt.getTime());
        }
        if (first.customerId === null) return;
        for (const { visitorId, occurredAt } of visits) {
          const here = all.ties
            .filter((tie) => tie.visitorId === visitorId)
            .flatMap(({ orderId }) => all.orders.find((each) => each.orderId === orderId) ?? [])
            .filter(({ customerId }) => customerId !== null);
          const next = here.filter(({ processedAt }) => processedAt >= occurredAt);
          const soonest = Math.min(...next.map(({ processedAt }) => processedAt.getTime()));
          const buyers = next.filter(({ processedAt }) => processedAt.getTime() === soonest);
          const isHers = buyers.some(({ customerId }) => customerId === first.customerId);
          // Another name of the same browser may have settled it.
          const names = all.tellings.some((telling) => telling.visitorId === visitorId);
          if (buyers.length > 0 && !names) expect(isHers).toBe(true);
        }
      }),
    );
  });
});
