import { describe, expect, it } from 'vitest';
import {
  type ColumnModel,
  creditColumn,
  type OrderJourneys,
} from '#app/domain/models/credit-column.ts';
import { dataDrivenWeights } from '#app/domain/models/data-driven-weights.ts';
import { heuristicWeights } from '#app/domain/models/heuristic-weights.ts';
import { DEFAULT_HEURISTIC_SETTINGS, HEURISTIC_MODELS } from '#app/domain/models/model-settings.ts';
import { type Random, seededRandom } from '#app/domain/models/seeded-random.ts';
import { allocate } from '#app/domain/money.ts';

const DAY_MS = 86_400_000;
const SOURCES = 6;
const EFFECTS = Float64Array.of(0.5, 0.25, 0.25, 1 / 3, 0, -0.1);
const IS_DIRECT = Uint8Array.of(1, 0, 0, 0, 0, 0);

const MODELS: readonly ColumnModel[] = [
  ...HEURISTIC_MODELS.map((kind) =>
    kind === 'last_non_direct' ? { kind, isDirect: IS_DIRECT } : { kind },
  ),
  { kind: 'equal' },
  { kind: 'effects', effects: EFFECTS },
  { kind: 'effects', effects: new Float64Array(SOURCES) },
];

const below = (limit: number, random: Random) => Math.floor(random() * limit);

/** Few sources and whole days, so that ties are frequent; small, large and huge amounts of either sign. */
function anyOrders(count: number, random: Random): OrderJourneys {
  const offsets = [0];
  const sources: number[] = [];
  const instants: number[] = [];
  const nets: number[] = [];
  for (let order = 0; order < count; order += 1) {
    const length = below(50, random) === 0 ? 70 : below(12, random);
    const step = below(2, random) === 0 ? DAY_MS : 1 + below(DAY_MS, random);
    let instant = Date.UTC(2026, 0, 1);
    for (let at = 0; at < length; at += 1) {
      sources.push(below(SOURCES, random));
      instant += below(3, random) * step;
      instants.push(instant);
    }
    offsets.push(sources.length);
    const size = below(10 ** (1 + below(15, random)), random);
    nets.push(below(4, random) === 0 ? -size : size);
  }
  return {
    offsets: Int32Array.from(offsets),
    sources: Int32Array.from(sources),
    instants: Float64Array.from(instants),
    nets: Float64Array.from(nets, (net) => net + 0),
  };
}

function exactCredit(
  model: ColumnModel,
  orders: OrderJourneys,
  settings = DEFAULT_HEURISTIC_SETTINGS,
) {
  return Array.from(orders.nets).flatMap((net, order) => {
    const from = orders.offsets[order] ?? 0;
    const touches = Array.from(
      orders.sources.subarray(from, orders.offsets[order + 1]),
      (source, at) => ({
        source: `s${source}`,
        channel: IS_DIRECT[source] === 1 ? 'direct' : 'email',
        occurredAt: new Date(orders.instants[from + at] ?? 0),
      }),
    );
    if (touches.length === 0) return [];
    if (model.kind !== 'effects' && model.kind !== 'equal') {
      return allocate(BigInt(net), heuristicWeights(model.kind, touches, settings)).map(Number);
    }
    const effects =
      model.kind === 'equal'
        ? 'equal'
        : new Map(Array.from(model.effects, (effect, at) => [`s${at}`, Math.max(0, effect)]));
    return allocate(BigInt(net), dataDrivenWeights(effects, touches)).map(Number);
  });
}

describe('creditColumn', () => {
  const orders = anyOrders(8_000, seededRandom(4));

  it.each(MODELS)('$kind is what allocate gives, order by order', (model) => {
    const credit = creditColumn(model, orders, DEFAULT_HEURISTIC_SETTINGS);
    const exact = exactCredit(model, orders);
    const wrong = exact.flatMap((part, at) => ((credit[at] ?? NaN) + 0 === part + 0 ? [] : [at]));
    expect(wrong).toEqual([]);
    expect(credit).toHaveLength(exact.length);
  });

  it.each([
    { firstPercent: 0, lastPercent: 0, halfLifeDays: 1 },
    { firstPercent: 100, lastPercent: 0, halfLifeDays: 0.001 },
    { firstPercent: 33.3, lastPercent: 12.5, halfLifeDays: 1e9 },
  ])('also with %j', (settings) => {
    const few = anyOrders(1_500, seededRandom(5));
    for (const kind of ['position', 'time_decay'] as const) {
      const credit = Array.from(creditColumn({ kind }, few, settings), (part) => part + 0);
      expect(credit).toEqual(exactCredit({ kind }, few, settings).map((part) => part + 0));
    }
  });

  it('refuses what is no whole amount', () => {
    const half = { ...anyOrders(1, seededRandom(1)), nets: Float64Array.of(0.5) };
    expect(() => creditColumn({ kind: 'first' }, half, DEFAULT_HEURISTIC_SETTINGS)).toThrow(
      expect.objectContaining({ code: 'invariant_broken' }),
    );
  });
});
