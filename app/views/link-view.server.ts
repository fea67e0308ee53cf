import { prisma } from '#app/db/client.server.ts';
import {
  type CollaborationReport,
  findCollaboration,
} from '#app/db/report-store-campaigns.server.ts';
import { type ClickSums, clicksByDay, sumClicks } from '#app/db/report-store-clicks.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import { addDays, dayOf, startOfDay } from '#app/domain/day.ts';
import { appLinkAddress } from '#app/domain/link-address.ts';
import { isExpired, leadsTo, linkPage } from '#app/domain/link-target.ts';
import { environment } from '#app/platform/environment.server.ts';
import { linkQrPng, linkQrSvg } from './link-qr.server.ts';
import { idFrom, missing } from './missing.ts';
import { type ShownInstant, shownDay, shownInstantOrNull, todayIn } from './shown.ts';

/** The tracking link of a collaboration: where it is, where it leads, who came. */
export type ShownLink = {
  /** On the app's domain; that on the shop's is among what she hands out. */
  readonly appAddress: string;
  readonly destination: string;
  /** Where it leads just now: the fallback, once it has expired or while her page is not there. */
  readonly leadsTo: string;
  readonly appliesCode: boolean;
  /** The last day on which it leads there; null: for ever. */
  readonly lastDay: string | null;
  readonly lastDayText: string | null;
  readonly isExpired: boolean;
  /** '' is the home of the storefront. */
  readonly fallback: string;
  readonly health: {
    readonly state: 'ok' | 'broken' | 'unseen';
    /** What was found, in a sentence; '' where there is nothing to say. */
    readonly note: string;
    readonly checkedAt: ShownInstant | null;
  };
  readonly clicks: Omit<ClickSums, 'last'> & { readonly last: ShownInstant | null };
  /** Clicks of people on each of the last 30 days, today last. */
  readonly days: readonly { readonly day: string; readonly clicks: number }[];
  /** A picture for the screen: a QR code of the address on the app's domain, as a data address. */
  readonly qr: string;
};

const DAYS = 30;

export async function linkView(
  shop: ShopRow,
  { link, page, objects }: Pick<CollaborationReport, 'link' | 'page' | 'objects'>,
  now: Date,
): Promise<ShownLink | null> {
  if (!link) return null;
  const { slug, expiresAt } = link;
  const { timeZone } = shop;
  const today = todayIn(timeZone, now);
  const firstDay = addDays(today, 1 - DAYS);
  const since = startOfDay(firstDay, timeZone);
  const appAddress = appLinkAddress(environment().SHOPIFY_APP_URL, slug);
  const [sums, byDay, svg] = await Promise.all([
    sumClicks(prisma(), shop.id, slug),
    clicksByDay(prisma(), shop.id, slug, { since, timeZone }),
    linkQrSvg(appAddress),
  ]);
  const pageState = objects.find(({ kind }) => kind === 'page')?.state ?? null;
  // It expires with the first instant of the day after.
  const lastDay = expiresAt && dayOf(new Date(expiresAt.getTime() - 1), timeZone);
  return {
    appAddress,
    destination: link.destination,
    leadsTo: leadsTo({ ...link, page: linkPage(page?.handle ?? null, pageState) }, now),
    appliesCode: link.appliesCode,
    lastDay,
    lastDayText: lastDay && shownDay(lastDay),
    isExpired: isExpired(link, now),
    fallback: link.fallback ?? '',
    health: {
      state: link.health === 'ok' || link.health === 'broken' ? link.health : 'unseen',
      note: link.healthNote ?? '',
      checkedAt: shownInstantOrNull(link.healthCheckedAt, timeZone),
    },
    clicks: { ...sums, last: shownInstantOrNull(sums.last, timeZone) },
    days: Array.from({ length: DAYS }, (_, at) => {
      const day = addDays(firstDay, at);
      return { day, clicks: byDay.get(day) ?? 0 };
    }),
    qr: `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`,
  };
}

export type QrFile = {
  readonly body: string | Buffer;
  readonly type: string;
  readonly name: string;
};

/** The QR code of a collaboration's link as a file: SVG, or PNG where `format` says so. @throws AppError not_found */
export async function linkQrFile(
  shop: ShopRow,
  idText: string | undefined,
  format: string | null,
): Promise<QrFile> {
  const id = idFrom(idText, 'collaboration');
  const row = await findCollaboration(prisma(), shop.id, id);
  if (!row?.link) throw missing('collaboration');
  const address = appLinkAddress(environment().SHOPIFY_APP_URL, row.link.slug);
  const name = `qr-${row.influencer.slug}`;
  return format === 'png'
    ? { body: await linkQrPng(address), type: 'image/png', name: `${name}.png` }
    : { body: await linkQrSvg(address), type: 'image/svg+xml', name: `${name}.svg` };
}
