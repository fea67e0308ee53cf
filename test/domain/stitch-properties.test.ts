import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stitch } from '#app/domain/stitch.ts';
import { at, evidence, type Given, stitched } from './told-surroundings.ts';

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
