import { attributionTerms } from '#app/db/attribution-terms-store.server.ts';
import { prisma } from '#app/db/client.server.ts';
import { creditNow, ordersToPreview } from '#app/db/rules-preview-store.server.ts';
import { getSettings } from '#app/db/settings-store.server.ts';
import { getShop } from '#app/db/shop-store.server.ts';
import { statements } from '#app/db/statements.server.ts';
import { touchesOfOrders } from '#app/db/touchpoint-store.server.ts';
import { AppError } from '#app/domain/app-error.ts';
import { creditBy, type Model } from '#app/domain/attribution-model.ts';
import type { AttributionRules } from '#app/domain/attribution-rules.ts';
import { attributionRulesSchema } from '#app/domain/attribution-rules-draft.ts';
import { checkDraft } from '#app/domain/check-draft.ts';
import { countedTouches } from '#app/domain/counted-touches.ts';
import { addDays, dayOf } from '#app/domain/day.ts';

export type RulesPreview = {
  /** The shop's default model, by which it is worked out. */
  readonly model: Model;
  /** Orders of the last 90 days with a contact of an influencer, and those in which any influencer's part changes. */
  readonly orders: number;
  readonly changed: number;
  /** Everybody who is credited now or then, those with the largest change first; minor units of the shop's currency. */
  readonly influencers: readonly {
    readonly influencerId: string;
    readonly nowMinor: bigint;
    readonly thenMinor: bigint;
  }[];
};

const PREVIEW_DAYS = 90;
const BATCH = 1_000;

/**
 * What rules would give each influencer in the orders of the last 90 days, beside what the screens show now. Worked
 * out from stored touchpoints and net sales, and not written; a window that is wider than any before may find older
 * contacts later, which are not there yet. @throws AppError invalid_input (details.field), not_found
 */
export async function previewRules(
  shopId: number,
  draft: AttributionRules,
  now: Date = new Date(),
): Promise<RulesPreview> {
  const rules = checkDraft(attributionRulesSchema, draft);
  const tx = statements();
  const { currency } = await getShop(prisma(), shopId);
  const { defaultModel: model } = await getSettings(prisma(), shopId);
  const terms = await attributionTerms(tx, shopId);
  if (!terms) throw new AppError('not_found', 'This shop is not known.');
  const scope = { since: addDays(dayOf(now, terms.timeZone), -PREVIEW_DAYS), currency };
  const sums = new Map<string, { nowMinor: bigint; thenMinor: bigint }>();
  let orders = 0;
  let changed = 0;
  let after = 0n;
  for (;;) {
    const batch = await ordersToPreview(tx, shopId, scope, after, BATCH);
    const last = batch.at(-1);
    if (!last) break;
    after = last.orderId;
    const ids = batch.map(({ orderId }) => orderId);
    const touches = await touchesOfOrders(tx, shopId, ids);
    const shown = Map.groupBy(await creditNow(tx, shopId, model, ids), ({ orderId }) => orderId);
    const models = { ...terms.shown.models, heuristics: rules.heuristics };
    for (const order of batch) {
      const then = new Map<string, bigint>();
      const journey = countedTouches(touches.get(order.orderId) ?? [], order.processedAt, rules);
      for (const [position, minor] of creditBy(model, order.netMinor, journey, models).entries()) {
        const id = journey[position]?.influencerId;
        if (id) then.set(id, (then.get(id) ?? 0n) + minor);
      }
      if (addOrder(sums, shown.get(order.orderId) ?? [], then)) changed += 1;
    }
    orders += batch.length;
  }
  return { model, orders, changed, influencers: byChange(sums) };
}

type Sums = Map<string, { nowMinor: bigint; thenMinor: bigint }>;
type Shown = readonly { readonly influencerId: string; readonly minor: bigint }[];

/** Adds what one order gives now and then. Returns whether that differs for anybody. */
function addOrder(sums: Sums, shown: Shown, then: ReadonlyMap<string, bigint>): boolean {
  const now = new Map(shown.map(({ influencerId, minor }) => [influencerId, minor]));
  let differs = false;
  for (const id of new Set([...now.keys(), ...then.keys()])) {
    const [nowMinor, thenMinor] = [now.get(id) ?? 0n, then.get(id) ?? 0n];
    const sum = sums.get(id) ?? { nowMinor: 0n, thenMinor: 0n };
    sums.set(id, {
      nowMinor: sum.nowMinor + nowMinor,
      thenMinor: sum.thenMinor + thenMinor,
    });
    differs ||= nowMinor !== thenMinor;
  }
  return differs;
}

function byChange(sums: Sums): RulesPreview['influencers'] {
  const sizeOf = ({ nowMinor, thenMinor }: { nowMinor: bigint; thenMinor: bigint }) => {
    const change = thenMinor - nowMinor;
    return change < 0n ? -change : change;
  };
  return [...sums]
    .map(([influencerId, sum]) => ({ influencerId, ...sum }))
    .sort(
      (one, other) => Number(sizeOf(other) > sizeOf(one)) - Number(sizeOf(other) < sizeOf(one)),
    );
}
