import { prisma } from '#app/db/client.server.ts';
import { listLetters } from '#app/db/letter-store.server.ts';
import { findCollaboration } from '#app/db/report-store-campaigns.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import type { BriefFacts } from '#app/domain/brief.ts';
import { appLinkAddress } from '#app/domain/link-address.ts';
import { offerFromColumn } from '#app/domain/offer-column.ts';
import { offerText } from '#app/domain/offer-text.ts';
import { environment } from '#app/platform/environment.server.ts';
import { isMailOn } from '#app/platform/mail.server.ts';
import { shownCollaboration } from './collaboration-shown.ts';
import { type ShownLetter, shownLetter } from './launch-view.server.ts';
import { linkQrSvg } from './link-qr.server.ts';
import { idFrom, missing } from './missing.ts';

export type BriefView = {
  readonly id: string;
  readonly facts: BriefFacts;
  /** Her address; '' where none is known. */
  readonly recipient: string;
  /** Whether letters can be sent from here. */
  readonly isMailOn: boolean;
  /** The QR code of her link as a data address, null without a link. */
  readonly qr: string | null;
  readonly letters: readonly ShownLetter[];
};

const LETTERS = 10;

/** What the brief of a collaboration says, for the merchant to read before it is sent. @throws AppError not_found */
export async function briefView(
  shop: ShopRow,
  idText: string | undefined,
  now: Date = new Date(),
): Promise<BriefView> {
  const id = idFrom(idText, 'collaboration');
  const row = await findCollaboration(prisma(), shop.id, id);
  if (!row) throw missing('collaboration');
  const letters = await listLetters(prisma(), shop.id, id, LETTERS);
  const { codes, links } = shownCollaboration(row, shop);
  const code = codes[0];
  const { SHOPIFY_APP_URL } = environment();
  const qrLink = row.link ? appLinkAddress(SHOPIFY_APP_URL, row.link.slug) : null;
  const offer = offerFromColumn(row.offer);
  const endsAt = code?.adopted ? null : offer.endsAt;
  return {
    id,
    facts: {
      influencerName: row.influencer.name,
      shopName: shop.name ?? shop.domain,
      campaignName: row.campaign.name,
      code: code?.code ?? null,
      // Only the merchant knows what an adopted code gives.
      offer: code && !code.adopted ? offerText(offer, shop.currency) : null,
      endsOn: endsAt && dayText(endsAt, shop.timeZone),
      link: links.tracking,
      qr: qrLink,
      page: links.page,
      short: links.short,
    },
    recipient: row.influencer.email ?? '',
    isMailOn: isMailOn(),
    qr: qrLink === null ? null : dataAddress(await linkQrSvg(qrLink)),
    letters: letters.map((letter) => shownLetter(letter, shop, now)),
  };
}

function dataAddress(svg: string): string {
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
}

function dayText(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone }).format(at);
}
