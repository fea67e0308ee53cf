import { prisma } from '#app/db/client.server.ts';
import { latestFit } from '#app/db/model-fit-store.server.ts';

/** What every screen that shows a model must know of the shop. */
export type AppModels = {
  /** The Markov model has too little data, and shares by position. */
  readonly isMarkovByPosition: boolean;
};

export async function appModels(shopId: number): Promise<AppModels> {
  return { isMarkovByPosition: (await latestFit(prisma(), shopId))?.basis !== 'markov' };
}
