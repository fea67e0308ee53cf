import { prisma } from '#app/db/client.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import {
  listStrayCodes,
  listStrayUtm,
  type StrayCode,
  type StrayQuery,
  type StrayUtm,
} from '#app/db/stray-trace-store.server.ts';
import { CHANNEL_LABEL, CHANNELS } from '#app/domain/channel.ts';
import { type CsvColumn, toCsv } from '#app/domain/csv.ts';
import { dayOf } from '#app/domain/day.ts';
import { money } from '#app/domain/money.ts';
import { periodText } from './report-query.ts';
import { type ShownInstant, type ShownMoney, shownInstant, shownMoney } from './shown.ts';

/** A code, or UTM values, that orders carry and that belong to no influencer. */
export type StrayTrace = {
  /** Address of the screen that gives it to somebody. */
  readonly url: string;
  readonly kind: 'code' | 'utm';
  readonly text: string;
  /** The parts of UTM values; null for a code. */
  readonly utm: {
    readonly source: string;
    readonly medium: string;
    readonly campaign: string;
  } | null;
  /** What its visits count as so far; null for a code. */
  readonly channel: string | null;
  readonly orders: number;
  readonly net: ShownMoney;
  readonly firstAt: ShownInstant;
  readonly lastAt: ShownInstant;
  /** "Oct 29, 2026 – Nov 19, 2026", or one day. */
  readonly seen: string;
};

export type StrayTraces = {
  readonly codes: readonly StrayTrace[];
  readonly utm: readonly StrayTrace[];
  /** There are more than are listed. */
  readonly more: { readonly codes: boolean; readonly utm: boolean };
};

const MAX_EXPORT = 50_000;

/** Codes and UTM values of nobody, at most `limit` of each; since an instant, or of all orders (null). */
export async function strayTraces(
  shop: ShopRow,
  since: Date | null,
  limit: number,
): Promise<StrayTraces> {
  const query: StrayQuery = { currency: shop.currency, since, limit: limit + 1 };
  const [codes, utm] = await Promise.all([
    listStrayCodes(prisma(), shop.id, query),
    listStrayUtm(prisma(), shop.id, query),
  ]);
  return {
    codes: codes.slice(0, limit).map((row) => shownCode(shop, row)),
    utm: utm.slice(0, limit).map((row) => shownUtm(shop, row)),
    more: { codes: codes.length > limit, utm: utm.length > limit },
  };
}

export function shownCode(shop: ShopRow, row: StrayCode): StrayTrace {
  return {
    ...carried(shop, row),
    url: `/app/data-quality/claim?${new URLSearchParams({ code: row.code })}`,
    kind: 'code',
    text: row.code,
    utm: null,
    channel: null,
  };
}

export function shownUtm(shop: ShopRow, row: StrayUtm): StrayTrace {
  const { source, medium, campaign } = row;
  const given = Object.entries({ source, medium, campaign }).filter(([, value]) => value !== '');
  return {
    ...carried(shop, row),
    url: `/app/data-quality/claim?${new URLSearchParams(given)}`,
    kind: 'utm',
    text: [source, medium, campaign].filter((value) => value !== '').join(' / '),
    utm: { source, medium, campaign },
    channel: channelLabel(row.channel),
  };
}

function carried(shop: ShopRow, row: StrayCode | StrayUtm) {
  return {
    orders: row.orders,
    net: shownMoney(row.netMinor, shop.currency),
    firstAt: shownInstant(row.firstAt, shop.timeZone),
    lastAt: shownInstant(row.lastAt, shop.timeZone),
    seen: periodText({
      from: dayOf(row.firstAt, shop.timeZone),
      to: dayOf(row.lastAt, shop.timeZone),
    }),
  };
}

function channelLabel(name: string): string {
  const channel = CHANNELS.find((one) => one === name);
  return channel ? CHANNEL_LABEL[channel] : name;
}

function carriedColumns<Row extends StrayCode | StrayUtm>(currency: string): CsvColumn<Row>[] {
  return [
    { header: 'Orders', value: ({ orders }) => orders },
    { header: `Net sales (${currency})`, value: ({ netMinor }) => money(netMinor, currency) },
    { header: 'First seen (UTC)', value: ({ firstAt }) => firstAt.toISOString() },
    { header: 'Last seen (UTC)', value: ({ lastAt }) => lastAt.toISOString() },
  ];
}

/** All codes of nobody as a file. */
export async function strayCodesCsv(shop: ShopRow): Promise<string> {
  const query = { currency: shop.currency, since: null, limit: MAX_EXPORT };
  return toCsv(await listStrayCodes(prisma(), shop.id, query), [
    { header: 'Code', value: ({ code }) => code },
    ...carriedColumns<StrayCode>(shop.currency),
  ]);
}

/** All UTM values of nobody as a file. */
export async function strayUtmCsv(shop: ShopRow): Promise<string> {
  const query = { currency: shop.currency, since: null, limit: MAX_EXPORT };
  return toCsv(await listStrayUtm(prisma(), shop.id, query), [
    { header: 'UTM source', value: ({ source }) => source },
    { header: 'UTM medium', value: ({ medium }) => medium },
    { header: 'UTM campaign', value: ({ campaign }) => campaign },
    { header: 'Counts as', value: ({ channel }) => channelLabel(channel) },
    ...carriedColumns<StrayUtm>(shop.currency),
  ]);
}
