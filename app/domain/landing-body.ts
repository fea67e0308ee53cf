import { escapeHtml } from './escape-html.ts';

/** A product on a landing page; `priceText` is ready to show. */
export type FeaturedProduct = {
  readonly title: string;
  readonly url: string;
  readonly imageUrl: string | null;
  readonly priceText: string | null;
};

export type LandingBody = {
  readonly influencerName: string;
  readonly welcomeText: string | null;
  readonly code: string | null;
  readonly offerText: string | null;
  readonly products: readonly FeaturedProduct[];
};

/** An address that a browser may follow: on this site, or https. Anything else (javascript:, data:) is null. */
function safeAddress(address: string | null): string | null {
  const trimmed = (address ?? '').trim();
  return /^(?:https?:\/\/|\/(?![/\\]))/i.test(trimmed) ? trimmed : null;
}

function productHtml(product: FeaturedProduct): string {
  const image = safeAddress(product.imageUrl);
  const address = safeAddress(product.url);
  const content = [
    image === null
      ? ''
      : `<img src="${escapeHtml(image)}" alt="" loading="lazy" width="320" height="320">`,
    `<span class="tributary-page__product-title">${escapeHtml(product.title)}</span>`,
    product.priceText === null
      ? ''
      : ` <span class="tributary-page__product-price">${escapeHtml(product.priceText)}</span>`,
  ].join('');
  const item = address === null ? content : `<a href="${escapeHtml(address)}">${content}</a>`;
  return `<li class="tributary-page__product">${item}</li>`;
}

/**
 * The body of an influencer's landing page. Every text is escaped and every address checked, so that
 * nothing a merchant or an influencer types can become markup. No scripts, no styles of its own: the
 * theme decides how it looks. Blank lines in the welcome text make paragraphs. Each part has a class by which
 * the theme blocks hide it where they show the same.
 */
export function landingPageHtml(body: LandingBody): string {
  const paragraphs = (body.welcomeText ?? '')
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => `<p>${escapeHtml(paragraph).replaceAll('\n', '<br>')}</p>`)
    .join('');
  const name = escapeHtml(body.influencerName);
  const parts = [
    paragraphs === '' ? '' : `<div class="tributary-page__welcome">${paragraphs}</div>`,
    body.offerText === null
      ? ''
      : `<p class="tributary-page__offer"><strong>${escapeHtml(body.offerText)}</strong></p>`,
    body.code === null
      ? ''
      : `<p class="tributary-page__code">Use code <strong><code>${escapeHtml(body.code)}</code></strong> at checkout.</p>`,
    body.products.length === 0
      ? ''
      : `<div class="tributary-page__products"><h2>${name}’s picks</h2><ul>${body.products.map(productHtml).join('')}</ul></div>`,
  ].filter((part) => part !== '');
  return `<div class="tributary-page">${parts.join('')}</div>`;
}
