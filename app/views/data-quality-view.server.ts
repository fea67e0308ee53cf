import {
  countBeingRebuilt,
  countJourneyAnswers,
  type Delay,
  readDelays,
  readListeners,
  silentHours,
} from '#app/db/capture-health-store.server.ts';
import { prisma } from '#app/db/client.server.ts';
import { countShares, type OrderSpan } from '#app/db/quality-store.server.ts';
import {
  listRuns,
  type ReconciliationRow,
  UNREADABLE_ORDER,
} from '#app/db/reconciliation-store.server.ts';
import { readFreshness } from '#app/db/report-store-inbox.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import { dataTrust, type TrustFacts } from '#app/domain/data-trust.ts';
import { addDays, type PeriodPreset, periodFromPreset, startOfDay } from '#app/domain/day.ts';
import { environment } from '#app/platform/environment.server.ts';
import { type BackfillView, backfillView } from './backfill-view.server.ts';
import { type ShownFreshness, shownFreshness } from './freshness.ts';
import { embedEditorUrl, type ShownListener, shownEmbed, shownPixel } from './listener-shown.ts';
import { type QualityShare, qualityCsv, qualityShares, sourceShares } from './quality-share.ts';
import { runsCsv, type ShownRun, shownRun } from './reconciliation-shown.ts';
import { type ShownInstant, shownInstant, todayIn } from './shown.ts';
import { type StrayTraces, strayTraces } from './stray-trace-view.server.ts';
import { type ShownTrust, shownTrust } from './trust-sentence.ts';

const QUALITY_PERIODS = ['7d', '30d', '90d'] as const satisfies readonly PeriodPreset[];
type QualityPeriod = (typeof QUALITY_PERIODS)[number];

export type DataQualityView = {
  readonly period: QualityPeriod;
  readonly orders: number;
  readonly trust: ShownTrust;
  readonly shares: readonly QualityShare[];
  readonly sources: readonly QualityShare[];
  readonly freshness: ShownFreshness;
  readonly webhooks: {
    readonly messages: number;
    readonly arrival: ShownDelay;
    readonly processing: ShownDelay;
    /** Hours of the last week in which orders were placed and no message came. */
    readonly silent: { readonly hours: number; readonly last: ShownInstant | null };
  };
  readonly runs: readonly ShownRun[];
  readonly backfill: BackfillView | null;
  readonly pixel: ShownListener;
  readonly embed: ShownListener & { readonly editorUrl: string };
  readonly journeys: { readonly waiting: number; readonly ready: number; readonly givenUp: number };
  readonly strays: StrayTraces;
  /** Orders that are being worked out again. */
  readonly beingRebuilt: number;
};

type ShownDelay = { readonly usual: string; readonly slow: string };

const SHOWN_RUNS = 10;
const SHOWN_STRAYS = 5;
const MAX_EXPORT = 5_000;
const WEEK_MS = 7 * 86_400_000;

/**
 * How much of what happens in the shop is known, over the orders of a period (days in the shop's time zone, up to
 * today), and how well it listens: delays and silent hours of the last seven days.
 */
export async function dataQualityView(
  shop: ShopRow,
  params: URLSearchParams,
  now: Date = new Date(),
): Promise<DataQualityView> {
  const period = periodFrom(params);
  const span = spanOf(shop, period, now);
  const since = new Date(now.getTime() - WEEK_MS);
  // What came before the app listened was never told by message.
  const listening = {
    from: shop.installedAt && shop.installedAt > since ? shop.installedAt : since,
    to: new Date(now.getTime() - SETTLING_MS),
  };
  const [counted, freshness, delays, silent, runs, backfill, listeners, answers, rebuilt] =
    await Promise.all([
      countShares(prisma(), shop.id, span),
      readFreshness(prisma(), shop.id),
      readDelays(prisma(), shop.id, since),
      silentHours(prisma(), shop.id, listening),
      listRuns(prisma(), shop.id, SHOWN_RUNS),
      backfillView(shop.id),
      readListeners(prisma(), shop.id),
      countJourneyAnswers(prisma(), shop.id),
      countBeingRebuilt(prisma(), shop.id),
    ]);
  const strays = await strayTraces(shop, span.from, SHOWN_STRAYS);
  const pixel = shownPixel(listeners, freshness.lastOrderAt, now);
  const embed = shownEmbed(listeners, now);
  const facts: TrustFacts = {
    orders: counted.orders,
    withJourney: counted.withJourney,
    parked: freshness.parked,
    inWork: freshness.waiting + rebuilt,
    backfill: stateOf(backfill),
    comparison: comparisonOf(runs),
    pixelIsOn: pixel.state !== 'off',
    pixelIsQuiet: pixel.isQuiet,
    embedIsOn: embed.state === 'unknown' ? null : embed.state === 'on',
  };
  const [lastSilent] = silent;
  return {
    period,
    orders: counted.orders,
    trust: shownTrust(dataTrust(facts, now), facts, now),
    shares: qualityShares(counted),
    sources: sourceShares(counted),
    freshness: shownFreshness(freshness, shop.timeZone, now),
    webhooks: {
      messages: delays.messages,
      arrival: shownDelay(delays.arrival),
      processing: shownDelay(delays.processing),
      silent: {
        hours: silent.length,
        last: lastSilent ? shownInstant(lastSilent.hour, shop.timeZone) : null,
      },
    },
    runs: runs.map((run) => shownRun(run, shop.timeZone)),
    backfill,
    pixel,
    embed: { ...embed, editorUrl: embedEditorUrl(environment().SHOPIFY_API_KEY) },
    journeys: {
      waiting: answers.get('waiting') ?? 0,
      ready: answers.get('ready') ?? 0,
      givenUp: answers.get('given_up') ?? 0,
    },
    strays,
    beingRebuilt: rebuilt,
  };
}

/** An hour counts as silent only when its last messages have had the time to come. */
const SETTLING_MS = 2 * 3_600_000;

/** The shares of the same address as a file. */
export async function dataQualityCsv(
  shop: ShopRow,
  params: URLSearchParams,
  now: Date = new Date(),
): Promise<string> {
  const span = spanOf(shop, periodFrom(params), now);
  return qualityCsv(await countShares(prisma(), shop.id, span));
}

/** The comparisons with Shopify as a file, newest first. */
export async function reconciliationCsv(shop: ShopRow): Promise<string> {
  return runsCsv(await listRuns(prisma(), shop.id, MAX_EXPORT));
}

function periodFrom(params: URLSearchParams): QualityPeriod {
  return QUALITY_PERIODS.find((name) => name === params.get('period')) ?? '30d';
}

function spanOf(shop: ShopRow, period: QualityPeriod, now: Date): OrderSpan {
  const { from, to } = periodFromPreset(period, todayIn(shop.timeZone, now));
  return {
    from: startOfDay(from, shop.timeZone),
    to: startOfDay(addDays(to, 1), shop.timeZone),
  };
}

function stateOf(backfill: BackfillView | null): TrustFacts['backfill'] {
  if (!backfill) return 'none';
  if (backfill.state === 'done' || backfill.state === 'failed') return backfill.state;
  return 'running';
}

/** The last comparison that ended; one that is on its way says nothing yet. */
function comparisonOf(runs: readonly ReconciliationRow[]): TrustFacts['comparison'] {
  const last = runs.find(({ endedAt }) => endedAt !== null);
  if (!last) return null;
  const unrepaired = last.missing + last.stale - last.repaired;
  return {
    endedAt: last.endedAt,
    failed: last.errorCode !== null && last.errorCode !== UNREADABLE_ORDER,
    unrepaired,
  };
}

function shownDelay({ p50, p95 }: Delay): ShownDelay {
  return { usual: durationText(p50), slow: durationText(p95) };
}

/** "0.4 s", "12 s", "3 min", "5 h" of seconds; "–" of none. */
function durationText(seconds: number | null): string {
  if (seconds === null) return '–';
  if (seconds < 0.1) return 'under 0.1 s';
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  return `${Math.round(seconds / 3600)} h`;
}
