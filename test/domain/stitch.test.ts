import { describe, expect, it } from 'vitest';
import type { StitchedOrder } from '#app/domain/stitch.ts';
import { at, type Given, stitched } from './told-surroundings.ts';

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
