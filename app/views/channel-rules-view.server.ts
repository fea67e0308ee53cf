import { countBeingRebuilt } from '#app/db/capture-health-store.server.ts';
import { getChannelRules } from '#app/db/channel-rule-store.server.ts';
import { latestVisits } from '#app/db/channel-visit-store.server.ts';
import { prisma } from '#app/db/client.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import { CHANNEL_LABEL, type Channel } from '#app/domain/channel.ts';
import { channelAfter } from '#app/domain/channel-change.ts';
import type { ChannelRule } from '#app/domain/channel-rule.ts';
import { storedVisit } from './told-visit.ts';

export type ChannelRulesView = {
  readonly rules: readonly ChannelRule[];
  /** Orders that are still to be worked out by the rules of now. */
  readonly beingRebuilt: number;
};

/** The shop's own rules in their order. */
export async function channelRulesView(shop: ShopRow): Promise<ChannelRulesView> {
  const [rules, beingRebuilt] = await Promise.all([
    getChannelRules(prisma(), shop.id),
    countBeingRebuilt(prisma(), shop.id),
  ]);
  return { rules, beingRebuilt };
}

/** What other rules would change about the visits of the last 90 days. */
export type RulesPreview = {
  readonly orders: number;
  /** Orders of which at least one visit would have another channel. */
  readonly changed: number;
  readonly moves: readonly {
    readonly from: string;
    readonly to: string;
    readonly visits: number;
  }[];
};

const PREVIEW_DAYS = 90;
const PREVIEW_ORDERS = 20_000;
const DAY_MS = 86_400_000;

/** @see RulesPreview. Works on at most the latest 20,000 orders. */
export async function rulesPreview(
  shop: ShopRow,
  after: readonly ChannelRule[],
  now: Date = new Date(),
): Promise<RulesPreview> {
  const since = new Date(now.getTime() - PREVIEW_DAYS * DAY_MS);
  const [before, rows] = await Promise.all([
    getChannelRules(prisma(), shop.id),
    latestVisits(prisma(), shop.id, since, PREVIEW_ORDERS),
  ]);
  const changed = new Set<bigint>();
  const moves = new Map<string, { from: string; to: string; visits: number }>();
  for (const row of rows) {
    const from = row.channel as Channel;
    const to = channelAfter({ ...storedVisit(shop, row), channel: from }, before, after);
    if (to === from) continue;
    changed.add(row.orderId);
    const move = moves.get(`${from} ${to}`) ?? {
      from: CHANNEL_LABEL[from],
      to: CHANNEL_LABEL[to],
      visits: 0,
    };
    moves.set(`${from} ${to}`, { ...move, visits: move.visits + 1 });
  }
  return {
    orders: new Set(rows.map(({ orderId }) => orderId)).size,
    changed: changed.size,
    moves: [...moves.values()].sort((one, other) => other.visits - one.visits),
  };
}
