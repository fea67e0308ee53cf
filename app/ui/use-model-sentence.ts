import { useRouteLoaderData } from '@remix-run/react';
import { MARKOV_FALLBACK, MODEL_SENTENCE, type Model } from '#app/domain/attribution-model.ts';
import type { AppModels } from '#app/views/model-fit-view.server.ts';

/** What a model does in this shop: the Markov model says so where it has too little data yet. */
export function useModelSentence(model: Model): string {
  const app = useRouteLoaderData('routes/app') as AppModels | undefined;
  return model === 'markov' && app?.isMarkovByPosition ? MARKOV_FALLBACK : MODEL_SENTENCE[model];
}
