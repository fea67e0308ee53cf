import type { Credit } from '@prisma/client';
import type { Model } from '#app/domain/attribution-model.ts';

/** What each model gives, of a stored row of credit; minor units of the shop's currency. */
export function creditsFromRow(
  row: Omit<Credit, 'shopId' | 'touchpointId'>,
): Record<Model, bigint> {
  return {
    first_touch: row.firstTouch,
    last_touch: row.lastTouch,
    last_non_direct: row.lastNonDirect,
    linear: row.linear,
    position_based: row.positionBased,
    time_decay: row.timeDecay,
    markov: row.markov,
    shapley: row.shapley,
  };
}
