import { attributionTerms } from '#app/db/attribution-terms-store.server.ts';
import { prisma } from '#app/db/client.server.ts';
import type { OrderHead } from '#app/db/order-store.server.ts';
import { getSettings } from '#app/db/settings-store.server.ts';
import { inStatements } from '#app/db/statements.server.ts';
import { creditFor, MODEL_LABEL } from '#app/domain/attribution-model.ts';
import { DEFAULT_RULES } from '#app/domain/attribution-rules.ts';
import { countedTouches } from '#app/domain/counted-touches.ts';
import { failing, type LaunchFinding, passed, skipped, warning } from '#app/domain/launch-check.ts';
import { codeOf } from '#app/flow/collaborations/provisioning.server.ts';
import { ownTouchesOf } from '#app/flow/intake/put-touches.server.ts';
import type { Launch } from './launch.server.ts';

/** Of a trial order's sales, in minor units: divisible by whatever the touchpoints are. */
const TRIAL_NET = 100_000n;
/** No order of Shopify's has it. */
const TRIAL_ORDER = -1n;

/**
 * Whether orders with her link and with her code would be credited to this collaboration: their evidence goes the
 * way of every order's, with the shop's own settings, and nothing is written. `landing`: where her link led to.
 */
export async function checkAttribution(
  launch: Launch,
  landing: string | null,
): Promise<LaunchFinding> {
  const { code } = codeOf(launch.plan);
  const byCode = await creditOf(launch, trialOrder(launch, null), [code]);
  const byLink = landing === null ? null : await creditOf(launch, trialOrder(launch, landing), []);
  const { influencer, campaign } = launch.plan;
  const who = `${influencer.name} in ${campaign.name}`;
  if (byCode.share === 0n) {
    return failing(`A trial order with the code ${code} would not be credited to ${who}.`);
  }
  if (byLink === null) {
    return skipped(
      `A trial order with the code ${code} is credited to ${who}; the link has to work before it can be tried.`,
    );
  }
  if (byLink.share === 0n) {
    return failing(`A trial order over her link would not be credited to ${who}.`);
  }
  if (byCode.share < TRIAL_NET || byLink.share < TRIAL_NET) {
    return warning(
      `A trial order is credited to ${who} only in part: another influencer owns a part of its traces.`,
    );
  }
  return passed(
    `A trial order over her link, and one with only the code ${code}, are each credited to ${who} in full (model: ${MODEL_LABEL[byLink.model]}).`,
  );
}

async function creditOf({ shop, plan, at }: Launch, order: OrderHead, codes: readonly string[]) {
  const settings = await getSettings(prisma(), shop.id);
  const terms = await attributionTerms(prisma(), shop.id);
  const { touches } = await inStatements((tx) => ownTouchesOf(tx, shop, order, codes));
  const journey = countedTouches(
    touches.map((touch) => ({ ...touch, id: touch.sourceKey })),
    at,
    terms?.shown.rules ?? DEFAULT_RULES,
  );
  const shares = creditFor(TRIAL_NET, journey, terms?.shown.models)[settings.defaultModel];
  const share = journey.reduce(
    (sum, { collaborationId }, position) =>
      collaborationId === plan.id ? sum + (shares[position] ?? 0n) : sum,
    0n,
  );
  return { share, model: settings.defaultModel };
}

function trialOrder({ shop, at }: Launch, landingSite: string | null): OrderHead {
  return {
    orderId: TRIAL_ORDER,
    name: 'Trial',
    customerId: null,
    test: true,
    sourceName: 'web',
    financialStatus: 'paid',
    createdAt: at,
    processedAt: at,
    updatedAt: at,
    sourceRank: '',
    cancelledAt: null,
    currency: shop.currency,
    presentmentCurrency: shop.currency,
    taxesIncluded: false,
    totalMinor: TRIAL_NET,
    presentmentTotalMinor: TRIAL_NET,
    discountMinor: 0n,
    taxMinor: 0n,
    shippingMinor: 0n,
    tipMinor: 0n,
    cartToken: null,
    checkoutToken: null,
    landingSite,
    referringSite: null,
    attributes: [],
    erasedAt: null,
  };
}
