import { describe, expect, it } from 'vitest';
import { dataDrivenWeights } from '#app/domain/models/data-driven-weights.ts';
import { heuristicWeights } from '#app/domain/models/heuristic-weights.ts';
import { HEURISTIC_MODELS } from '#app/domain/models/model-settings.ts';
import { type Random, seededRandom } from '#app/domain/models/seeded-random.ts';
import { allocate } from '#app/domain/money.ts';
import { type SlowModel, slowShares, slowSplit } from './slow-credit.ts';

/** How many journeys; `JOURNEYS=1000000 npx vitest run test/reference` compares a million, in some minutes. */
const JOURNEYS = Number(process.env.JOURNEYS ?? 20_000);

const MODELS: readonly SlowModel[] = [...HEURISTIC_MODELS, 'shapley'];
const CHANNELS = ['direct', ...Array.from({ length: 11 }, (_, i) => `channel ${i}`)];
const DAY_MS = 86_400_000;
const ORDER_AT = Date.UTC(2026, 2, 31);

function below(limit: number, random: Random): number {
  return Math.floor(random() * limit);
}

/** Geometric with mean 3.3, at most 20; times to the millisecond over up to sixty days. */
function anyJourney(random: Random) {
  let length = 1;
  while (length < 20 && random() > 1 / 3.3) length += 1;
  const ages = Array.from({ length }, () => below(60 * DAY_MS, random)).sort((a, b) => b - a);
  return ages.map((age) => {
    const channel = CHANNELS[below(CHANNELS.length, random)] ?? '';
    return { channel, source: channel, age, occurredAt: new Date(ORDER_AT - age) };
  });
}

/** Cents, yen and fils alike: any whole amount, every twelfth of them taken back. */
function anyAmount(random: Random): bigint {
  const size = BigInt(below(10 ** (1 + below(9, random)), random));
  return below(12, random) === 0 ? -size : size;
}

describe('credit in minor units', () => {
  it(`is what the slow reference says, for ${JOURNEYS} random journeys`, () => {
    const random = seededRandom(20_260_331);
    const settings = { firstPercent: 40, lastPercent: 40, halfLifeDays: 7 };
    const slowSettings = { first: 40, last: 40, halfLifeDays: 7 };
    const wrong: string[] = [];
    for (let count = 0; count < JOURNEYS; count += 1) {
      const journey = anyJourney(random);
      const amount = anyAmount(random);
      settings.firstPercent = slowSettings.first = below(51, random);
      settings.lastPercent = slowSettings.last = below(51, random);
      settings.halfLifeDays = slowSettings.halfLifeDays = 1 + below(30, random);
      const slow = journey.map(({ channel, age }) => ({ channel, ageMs: BigInt(age) }));
      for (const model of MODELS) {
        const weights =
          model === 'shapley'
            ? dataDrivenWeights('equal', journey)
            : heuristicWeights(model, journey, settings);
        const credit = allocate(amount, weights);
        const expected = slowSplit(amount, slowShares(model, slow, slowSettings));
        // The only weights that are not whole are the powers of time decay: a near tie may fall otherwise.
        const tolerance = model === 'time_decay' ? 1n : 0n;
        const agrees = credit.every((part, i) => {
          const off = part - (expected[i] ?? 0n);
          return off <= tolerance && off >= -tolerance;
        });
        const sum = credit.reduce((all, part) => all + part, 0n);
        if (!agrees || sum !== amount) wrong.push(`${model} of journey ${count}`);
      }
    }
    expect(wrong).toEqual([]);
  }, 600_000);
});
