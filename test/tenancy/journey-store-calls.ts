import type { Tx } from '#app/db/client.server.ts';
import * as journeys from '#app/db/order-journey-store.server.ts';
import * as survey from '#app/db/survey-store.server.ts';
import type { Call } from './store-calls.ts';

const AT = new Date('2026-01-01T00:00:00Z');
const MOMENT = {
  momentId: 'gid://1',
  occurredAt: AT,
  landingPage: '/',
  referrerUrl: null,
  utm: { source: null, medium: null, campaign: null, content: null, term: null },
};
const NAMED = {
  names: ['jane-doe'],
  handles: [{ platform: null, handle: 'jane' }],
  profiles: [],
  codes: ['JANE10'],
};

/** The same in every shop. */
export async function plantJourneys(tx: Tx, shopId: number): Promise<void> {
  await journeys.putWaitingJourney(tx, shopId, 1n, AT);
  await tx.shopSettings.create({
    data: {
      shopId,
      defaultModel: 'linear',
      codeTemplate: '',
      codePrefix: '',
      utmSource: '',
      utmMedium: '',
      utmCampaign: '',
      utmContent: '',
      utmTerm: '',
      tierThresholds: {},
      surveyAttribute: 'Who sent you?',
    },
  });
}

/** Every function of the stores of Shopify's journeys and of the survey, called with somebody's keys. */
export const JOURNEY_CALLS: Record<string, { module: object; calls: Record<string, Call> }> = {
  journeys: {
    module: journeys,
    calls: {
      // A new row of its own needs nobody's keys; `plantJourneys` has called it.
      putWaitingJourney: async () => undefined,
      dueJourneys: (tx, shop) => journeys.dueJourneys(tx, shop, new Date(), 10),
      nextJourneyAskAt: (tx, shop) => journeys.nextJourneyAskAt(tx, shop),
      putJourneys: (tx, shop) =>
        journeys.putJourneys(tx, shop, [{ orderId: 1n, moments: [MOMENT] }], AT),
      putNotReady: (tx, shop) => journeys.putNotReady(tx, shop, [{ orderId: 1n, askAt: null }]),
      // Asks for all shops, as a schedule does.
      shopsWithLateJourneys: async () => undefined,
    },
  },
  survey: {
    module: survey,
    calls: {
      getSurveyAttribute: (tx, shop) => survey.getSurveyAttribute(tx, shop),
      findNamed: (tx, shop) => survey.findNamed(tx, shop, NAMED),
      latestCollaboration: (tx, shop, k) =>
        survey.latestCollaboration(tx, shop, k.influencerId, '2026-06-01'),
    },
  },
};
