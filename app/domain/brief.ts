import { escapeHtml } from './escape-html.ts';

/** What a brief tells an influencer; null where there is nothing of the kind. */
export type BriefFacts = {
  readonly influencerName: string;
  readonly shopName: string;
  readonly campaignName: string;
  readonly code: string | null;
  /** What the code gives, in the buyer's words: "10% off your order". */
  readonly offer: string | null;
  /** Until when, as a day in words. */
  readonly endsOn: string | null;
  readonly link: string | null;
  /** The same link at the address that QR codes have, which outlives changes in the shop. */
  readonly qr: string | null;
  readonly page: string | null;
  /** The short address of the page, to be said in a video. */
  readonly short: string | null;
};

/** A letter as it is shown, stored and sent. `qr`: the address in its QR code, which the HTML shows as `QR_CID`. */
export type LetterContent = {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly qr: string | null;
};

/** Content id of the QR code's picture. */
export const QR_CID = 'qr@tributary';

export const MAX_NOTE = 2_000;

type Item = { readonly label: string; readonly value: string; readonly isAddress: boolean };

/** The brief of a collaboration, with the merchant's own words in it. Every text is escaped in the HTML. */
export function briefOf(facts: BriefFacts, note: string): LetterContent {
  const parts = {
    greeting: `Hi ${firstName(facts.influencerName)},`,
    opening: `here is everything you need for ${facts.campaignName} with ${facts.shopName}.`,
    note: note.trim(),
    items: itemsOf(facts),
    dos: dosOf(facts),
    closing: `Just answer this mail if anything is unclear. Thank you!\n${facts.shopName}`,
  };
  return {
    subject: `${facts.campaignName}: your code and link for ${facts.shopName}`,
    text: textOf(parts, facts.qr !== null),
    html: htmlOf(parts, facts.qr !== null),
    qr: facts.qr,
  };
}

type Parts = {
  greeting: string;
  opening: string;
  note: string;
  items: readonly Item[];
  dos: readonly string[];
  closing: string;
};

function firstName(name: string): string {
  return name.trim().split(/\s+/)[0] ?? '';
}

function itemsOf({ code, offer, endsOn, link, page, short }: BriefFacts): Item[] {
  const gives = offer === null ? '' : ` – gives ${offer}`;
  const until = endsOn === null ? '' : `, until ${endsOn}`;
  const item = (label: string, value: string | null, isAddress = true) =>
    value === null ? [] : [{ label, value, isAddress }];
  return [
    ...item('Your code', code === null ? null : `${code}${gives}${until}`, false),
    ...item('Your link', link),
    ...item('Your page', page),
    ...item('Short address, easy to say', short),
  ];
}

function dosOf({ code, link }: BriefFacts): string[] {
  return [
    ...(code === null
      ? []
      : [`Say your code ${code} aloud and show it on screen: it is how we see what you bring.`]),
    ...(link === null
      ? []
      : [
          'Put your link in your bio, story or description, exactly as it stands here: no other shortener.',
        ]),
    'Mark every post, story and video clearly as advertising (such as “Ad” or “Paid partnership”), as the law and the platforms ask.',
  ];
}

function textOf({ greeting, opening, note, items, dos, closing }: Parts, hasQr: boolean): string {
  return [
    greeting,
    opening,
    note,
    items.map(({ label, value }) => `${label}: ${value}`).join('\n'),
    hasQr ? 'The QR code of your link is attached.' : '',
    `Please:\n${dos.map((one) => `- ${one}`).join('\n')}`,
    closing,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function htmlOf({ greeting, opening, note, items, dos, closing }: Parts, hasQr: boolean): string {
  const paragraph = (text: string) =>
    text === '' ? '' : `<p>${escapeHtml(text).replaceAll('\n', '<br>')}</p>`;
  const value = (item: Item) => {
    const text = escapeHtml(item.value);
    return item.isAddress ? `<a href="${text}">${text}</a>` : `<strong>${text}</strong>`;
  };
  const rows = items.map((item) => `<p>${escapeHtml(item.label)}<br>${value(item)}</p>`);
  const qr = hasQr
    ? `<p>The QR code of your link:<br><img src="cid:${QR_CID}" alt="QR code of your link" width="180" height="180"></p>`
    : '';
  const wishes = `<p>Please:</p><ul>${dos.map((one) => `<li>${escapeHtml(one)}</li>`).join('')}</ul>`;
  const body = [
    paragraph(greeting),
    paragraph(opening),
    paragraph(note),
    ...rows,
    qr,
    wishes,
    paragraph(closing),
  ];
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"></head><body style="font:16px/1.5 sans-serif;max-width:560px;overflow-wrap:anywhere">${body.join('')}</body></html>`;
}
