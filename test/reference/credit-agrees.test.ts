import { describe, expect, it } from 'vitest';
import {
  type ColumnModel,
  creditColumn,
  type OrderJourneys,
} from '#app/domain/models/credit-column.ts';
import { dataDrivenWeights } from '#app/domain/models/data-driven-weights.ts';
import { heuristicWeights } from '#app/domain/models/heuristic-weights.ts';
import { HEURISTIC_MODELS } from '#app/domain/models/model-settings.ts';
import { type Random, seededRandom } from '#app/domain/models/seeded-random.ts';
import { allocate } from '#app/domain/money.ts';
import { type SlowModel, type SlowTouch, slowShares, slowSplit } from './slow-credit.ts';

/** How many journeys; `JOURNEYS=1000000` compares a million, in a minute or a few. */
const JOURNEYS = Number(process.env.JOURNEYS ?? 20_000);

/** Journeys that share one choice of settings. */
const BATCH = 500;

const CHANNELS = ['direct', ...Array.from({ length: 11 }, (_, i) => `channel ${i}`)];
const IS_DIRECT = Uint8Array.from(CHANNELS, (channel) => (channel === 'direct' ? 1 : 0));
const MODELS: readonly SlowModel[] = [...HEURISTIC_MODELS, 'shapley'];
const DAY_MS = 86_400_000;
const ORDER_AT = Date.UTC(2026, 2, 31);

const below = (limit: number, random: Random) => Math.floor(random() * limit);

/** Geometric with mean 3.3, at most 20; times to the millisecond over up to sixty days. */
function anyJourney(random: Random) {
  let length = 1;
  while (length < 20 && random() > 1 / 3.3) length += 1;
  const ages = Array.from({ length }, () => below(60 * DAY_MS, random)).sort((a, b) => b - a);
  const touches = ages.map((age) => {
    const place = below(CHANNELS.length, random);
    const channel = CHANNELS[place] ?? '';
    return { channel, source: channel, place, age, occurredAt: new Date(ORDER_AT - age) };
  });
  return { touches, net: anyAmount(random) };
}

type AnyJourney = ReturnType<typeof anyJourney>;

/** Cents, yen and fils alike: any whole amount, every twelfth of them taken back. */
function anyAmount(random: Random): number {
  const size = below(10 ** (1 + below(9, random)), random);
  return below(12, random) === 0 ? -size : size;
}

function columnsOf(journeys: readonly AnyJourney[]): OrderJourneys {
  const all = journeys.flatMap(({ touches }) => touches);
  const offsets = new Int32Array(journeys.length + 1);
  journeys.forEach(({ touches }, order) => {
    offsets[order + 1] = (offsets[order] ?? 0) + touches.length;
  });
  return {
    offsets,
    sources: Int32Array.from(all, ({ place }) => place),
    instants: Float64Array.from(all, ({ occurredAt }) => occurredAt.getTime()),
    nets: Float64Array.from(journeys, ({ net }) => net),
  };
}

function columnModel(model: SlowModel): ColumnModel {
  if (model === 'shapley') return { kind: 'equal' };
  return model === 'last_non_direct' ? { kind: model, isDirect: IS_DIRECT } : { kind: model };
}

/** Every part as it should be, and all of them together the amount. */
function agrees(
  credit: readonly bigint[],
  expected: readonly bigint[],
  tolerance: bigint,
): boolean {
  const sum = (parts: readonly bigint[]) => parts.reduce((all, part) => all + part, 0n);
  return (
    sum(credit) === sum(expected) &&
    credit.every((part, at) => {
      const off = part - (expected[at] ?? 0n);
      return off <= tolerance && off >= -tolerance;
    })
  );
}

/** What disagrees among a batch of random journeys under random settings. */
function disagreements(random: Random): string[] {
  const [first, last, halfLifeDays] = [below(51, random), below(51, random), 1 + below(30, random)];
  const settings = { firstPercent: first, lastPercent: last, halfLifeDays };
  const journeys = Array.from({ length: BATCH }, () => anyJourney(random));
  const columns = columnsOf(journeys);
  const slowJourneys = journeys.map(({ touches }): SlowTouch[] =>
    touches.map(({ channel, age }) => ({ channel, ageMs: BigInt(age) })),
  );
  return MODELS.flatMap((model) => {
    const column = creditColumn(columnModel(model), columns, settings);
    // The only weights that are not whole are the powers of time decay: a near tie may fall otherwise.
    const tolerance = model === 'time_decay' ? 1n : 0n;
    return journeys.flatMap(({ touches, net }, order) => {
      const shares = slowShares(model, slowJourneys[order] ?? [], { first, last, halfLifeDays });
      const expected = slowSplit(BigInt(net), shares);
      const weights =
        model === 'shapley'
          ? dataDrivenWeights('equal', touches)
          : heuristicWeights(model, touches, settings);
      const inColumns = column.subarray(columns.offsets[order], columns.offsets[order + 1]);
      const ways = {
        allocated: allocate(BigInt(net), weights),
        inColumns: Array.from(inColumns, (part) => BigInt(part)),
      };
      return Object.entries(ways).flatMap(([way, credit]) =>
        agrees(credit, expected, tolerance)
          ? []
          : [`${model} ${way}: ${credit}, not ${expected}, under ${JSON.stringify(settings)}`],
      );
    });
  });
}

describe('credit in minor units', () => {
  it(`is what the slow reference says, for ${JOURNEYS} random journeys`, () => {
    const random = seededRandom(20_260_331);
    const wrong: string[] = [];
    for (let count = 0; count < JOURNEYS; count += BATCH) wrong.push(...disagreements(random));
    expect(wrong).toEqual([]);
  }, 900_000);
});
