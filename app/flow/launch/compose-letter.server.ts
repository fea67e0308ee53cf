import { toBuffer } from 'qrcode';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import { type LetterContent, QR_CID } from '#app/domain/brief.ts';
import { type Mail, mailFrom } from '#app/platform/mail.server.ts';

const QR_PIXELS = 360;

/**
 * A letter of a shop as a mail, with the QR code as a picture in it. It comes from the app's address and answers go to
 * the shop; a `draft` is the merchant's own to send.
 */
export async function composeLetter(
  shop: Pick<ShopRow, 'name' | 'email' | 'domain'>,
  letter: {
    id: string;
    recipient: string | null;
    recipientName: string;
    content: LetterContent;
  },
  options: { draft?: boolean } = {},
): Promise<Mail> {
  const { content, id, recipient, recipientName } = letter;
  const ownAddress = shop.email ?? `noreply@${shop.domain}`;
  const png =
    content.qr === null ? null : await toBuffer(content.qr, { width: QR_PIXELS, margin: 2 });
  return {
    from: { name: shop.name, address: (options.draft ? null : mailFrom()) ?? ownAddress },
    replyTo: { name: shop.name, address: ownAddress },
    to: recipient === null ? null : { name: recipientName, address: recipient },
    subject: content.subject,
    text: content.text,
    html: content.html,
    messageId: `<${id}@${shop.domain}>`,
    pictures: png === null ? [] : [{ cid: QR_CID, fileName: 'qr-code.png', png }],
  };
}
