import type { OrderReport } from '#app/db/report-store-orders.server.ts';
import { CHANNEL_LABEL, type Channel } from '#app/domain/channel.ts';
import type { TouchKind } from '#app/domain/journey.ts';
import { type ShownInstant, shownInstant } from './shown.ts';
import { evidenceSentence, seenSentence, TOUCH_LABEL, tieSentence } from './touch-sentence.ts';

export type ShownTouch = {
  readonly id: string;
  readonly kind: TouchKind;
  /** What it is, in a word or two. */
  readonly what: string;
  readonly at: ShownInstant;
  readonly channel: string;
  readonly influencer: { readonly id: string; readonly name: string } | null;
  readonly campaign: { readonly id: string; readonly name: string } | null;
  readonly collaborationId: string | null;
  /** By what it was recognised. */
  readonly evidence: string;
  /** Who saw it and what ties it to the order; null where the evidence says all. */
  readonly known: string | null;
};

/**
 * An order's touchpoints by their numbers. `otherOrders`: the orders that made the customer's other browsers known,
 * by the browser.
 */
export function shownTouches(
  report: OrderReport,
  otherOrders: ReadonlyMap<string, string>,
  timeZone: string,
): ReadonlyMap<string, ShownTouch> {
  const names = new Map(report.influencers.map(({ id, name }) => [id, name]));
  const campaigns = new Map(report.collaborations.map(({ id, campaign }) => [id, campaign]));
  return new Map(
    report.touchpoints.map((row) => {
      const { influencerId, collaborationId } = row;
      const otherOrder = otherOrders.get(row.visitorId ?? '') ?? null;
      const known = [seenSentence(row.sources), tieSentence(row, otherOrder)];
      return [
        String(row.touchpointId),
        {
          id: String(row.touchpointId),
          kind: row.kind as TouchKind,
          what: TOUCH_LABEL[row.kind] ?? row.kind,
          at: shownInstant(row.occurredAt, timeZone),
          channel: CHANNEL_LABEL[row.channel as Channel] ?? row.channel,
          influencer: influencerId
            ? { id: influencerId, name: names.get(influencerId) ?? 'Unknown influencer' }
            : null,
          campaign: (collaborationId && campaigns.get(collaborationId)) || null,
          collaborationId,
          evidence: evidenceSentence(row),
          known: known.filter((sentence) => sentence !== null).join(' ') || null,
        },
      ];
    }),
  );
}
