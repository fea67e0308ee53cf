import { prisma } from '#app/db/client.server.ts';
import { type PathFigures, type PathScope, readPaths } from '#app/db/path-store.server.ts';
import { namesOfInfluencers } from '#app/db/report-store-influencers.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import { CHANNEL_LABEL, CHANNELS } from '#app/domain/channel.ts';
import { toCsv } from '#app/domain/csv.ts';
import { money } from '#app/domain/money.ts';
import {
  byClass,
  countRatio,
  LENGTH_CLASSES,
  pathSteps,
  TIME_CLASSES,
} from '#app/domain/path-statistics.ts';
import { formatMultiple, formatPercent, ratioToNumber } from '#app/domain/roi.ts';
import { periodFrom, type ShownPeriod, shownPeriod } from './report-query.ts';
import { type ShownMoney, shownMoney, todayIn } from './shown.ts';

export type ShownPath = {
  readonly key: string;
  /** The steps in their order, in words: "Jane Doe ×2". */
  readonly steps: readonly string[];
  readonly orders: number;
  readonly net: ShownMoney;
  /** From the first contact to the order, one decimal. */
  readonly averageDays: number;
};

export type ShownAssist = {
  readonly id: string;
  readonly name: string;
  readonly last: number;
  readonly assisted: number;
  readonly alone: number;
  /** Assisted for each last contact: "0.50×", "–" where she was never the last. */
  readonly ratio: string;
};

export type ShownClass = {
  readonly label: string;
  readonly orders: number;
  readonly share: string;
  /** Of the fullest class, 0 to 1: how long its bar is. */
  readonly fill: number;
};

export type PathView = {
  readonly period: ShownPeriod;
  readonly allOrders: boolean;
  readonly orders: number;
  /** What last touch alone would miss. */
  readonly sentence: string;
  readonly assists: readonly ShownAssist[];
  readonly assistCount: number;
  readonly lengths: readonly ShownClass[];
  readonly times: readonly ShownClass[];
  readonly paths: readonly ShownPath[];
  readonly pathCount: number;
};

const MAX_SHOWN = 50;
const MAX_EXPORT = 50_000;

type Names = ReadonlyMap<string, string>;

/**
 * The screen of customer journeys: how often influencers lead to an order without being its last contact, how long
 * journeys are, and which are common. Orders of the address's period with an influencer among their contacts; with
 * `orders=all` in the address, all of them.
 */
export async function pathView(
  shop: ShopRow,
  params: URLSearchParams,
  now: Date = new Date(),
): Promise<PathView> {
  const { figures, names, period, allOrders } = await read(shop, params, now, MAX_SHOWN);
  return {
    period,
    allOrders,
    orders: figures.orders,
    sentence: lastTouchSentence(figures),
    assists: shownAssists(figures, names).slice(0, MAX_SHOWN),
    assistCount: figures.assists.length,
    lengths: shownClasses(byClass(figures.lengths, LENGTH_CLASSES), figures.orders),
    times: shownClasses(byClass(figures.times, TIME_CLASSES), figures.orders),
    paths: figures.paths.map((path) => ({
      key: path.sources.join('>'),
      steps: stepsOf(path.sources, names),
      orders: path.orders,
      net: shownMoney(path.netMinor, shop.currency),
      averageDays: averageDays(path),
    })),
    pathCount: figures.pathCount,
  };
}

/** The paths of the same address as a file, also those that are not among the most common ones. */
export async function pathsCsv(
  shop: ShopRow,
  params: URLSearchParams,
  now: Date = new Date(),
): Promise<string> {
  const { figures, names } = await read(shop, params, now, MAX_EXPORT);
  return toCsv(figures.paths, [
    { header: 'Path', value: ({ sources }) => stepsOf(sources, names).join(' > ') },
    { header: 'Contacts', value: ({ sources }) => sources.length },
    { header: 'Orders', value: ({ orders }) => orders },
    {
      header: `Net sales (${shop.currency})`,
      value: ({ netMinor }) => money(netMinor, shop.currency),
    },
    { header: 'Average days to the order', value: averageDays },
  ]);
}

/** The influencers of the same address as a file. */
export async function assistsCsv(
  shop: ShopRow,
  params: URLSearchParams,
  now: Date = new Date(),
): Promise<string> {
  const { figures, names } = await read(shop, params, now, 0);
  return toCsv(shownAssists(figures, names), [
    { header: 'Influencer', value: ({ name }) => name },
    { header: 'Orders as the last contact', value: ({ last }) => last },
    { header: 'Orders assisted', value: ({ assisted }) => assisted },
    { header: 'Orders alone', value: ({ alone }) => alone },
    {
      header: 'Assisted per last contact',
      value: ({ assisted, last }) => {
        const ratio = countRatio(assisted, last);
        return ratio && ratioToNumber(ratio, 2);
      },
    },
  ]);
}

async function read(shop: ShopRow, params: URLSearchParams, now: Date, limit: number) {
  const chosen = periodFrom(params, todayIn(shop.timeZone, now));
  const allOrders = params.get('orders') === 'all';
  const scope: PathScope = {
    period: chosen.period,
    currency: shop.currency,
    timeZone: shop.timeZone,
    onlyInfluencers: !allOrders,
  };
  const figures = await readPaths(prisma(), shop.id, scope, limit);
  const ids = figures.assists.map(({ influencerId }) => influencerId);
  const found = await namesOfInfluencers(prisma(), shop.id, ids);
  const names = new Map<string, string>(found.map(({ id, name }) => [id, name]));
  return { figures, names, period: shownPeriod(chosen), allOrders };
}

function nameOf(source: string, names: Names): string {
  const channel = CHANNELS.find((name) => name === source);
  return channel ? CHANNEL_LABEL[channel] : (names.get(source) ?? 'Unknown influencer');
}

function stepsOf(sources: readonly string[], names: Names): string[] {
  return pathSteps(sources).map(({ source, times }) => {
    const name = nameOf(source, names);
    return times === 1 ? name : `${name} ×${times}`;
  });
}

function averageDays({ days, orders }: { days: number; orders: number }): number {
  return ratioToNumber({ numerator: BigInt(days), denominator: BigInt(orders) }, 1);
}

function shownAssists({ assists }: PathFigures, names: Names): ShownAssist[] {
  return assists.map(({ influencerId, last, assisted, alone }) => ({
    id: influencerId,
    name: nameOf(influencerId, names),
    last,
    assisted,
    alone,
    ratio: formatMultiple(countRatio(assisted, last)),
  }));
}

function shownClasses(
  classes: readonly { label: string; orders: number }[],
  all: number,
): ShownClass[] {
  const most = Math.max(1, ...classes.map(({ orders }) => orders));
  return classes.map(({ label, orders }) => ({
    label,
    orders,
    share: formatPercent(countRatio(orders, all)),
    fill: orders / most,
  }));
}

function lastTouchSentence({ influencerOrders, notLast }: PathFigures): string {
  if (influencerOrders === 0) return 'No influencer had a part in the orders of this period.';
  const counts = new Intl.NumberFormat('en');
  const of = `${counts.format(notLast)} of ${counts.format(influencerOrders)}`;
  const ratio = countRatio(notLast, influencerOrders);
  // Of very many, a few are not none.
  const share = formatPercent(ratio, notLast > 0 && notLast * 100 < influencerOrders ? 1 : 0);
  const loss = notLast > 0 ? 'last touch alone would miss them' : 'last touch misses none of them';
  return `In ${share} of influencer orders (${of}) she was not the last contact: ${loss}.`;
}
