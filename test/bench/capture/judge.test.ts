import { expect, it } from 'vitest';
import { type JudgedOrder, judge } from './judge.ts';

function order(given: {
  true: number[];
  credited: number[];
  carried?: number[];
  consent?: boolean;
}): JudgedOrder {
  const { consent = true, carried = [] } = given;
  return {
    truth: { scenario: 'told', influencers: given.true, consent },
    credited: new Set(given.credited),
    carried: new Set(carried),
  };
}

const REFUSING = order({ true: [4], credited: [4], carried: [4], consent: false });

it('an order is found when it names everybody who took part', () => {
  const found = order({ true: [1, 2], credited: [2, 1] });
  const half = order({ true: [1, 2], credited: [1] });
  const none = order({ true: [], credited: [] });
  const verdict = judge([found, half, none, REFUSING]);
  expect(verdict.foundWithConsent).toBe(0.5);
  expect(verdict.wronglyCredited).toBe(0);
  expect([...verdict.missed]).toEqual([['told', 1]]);
});

it('somebody who took no part makes an order wrong, found or not', () => {
  const verdict = judge([
    order({ true: [1], credited: [1, 3] }),
    order({ true: [], credited: [3] }),
    REFUSING,
  ]);
  expect(verdict.foundWithConsent).toBe(1);
  expect(verdict.wronglyCredited).toBe(2);
});

it('without consent only what the order carries can be asked for', () => {
  const lost = order({ true: [5], credited: [], consent: false });
  const verdict = judge([order({ true: [1], credited: [1] }), lost, REFUSING]);
  expect(verdict.foundWithoutConsent).toBe(1);
  expect(verdict.foundOfAllWithoutConsent).toBe(0.5);
});

it('a season without influencers proves nothing', () => {
  expect(() => judge([order({ true: [], credited: [] })])).toThrow(RangeError);
});
