import { shopLinkAddress } from '#app/domain/link-address.ts';
import { discountPath } from '#app/domain/link-target.ts';
import { LINK_PARAM, type Utm, withUtm } from '#app/domain/utm.ts';

/** Addresses on the storefront that an influencer hands out. `origin` is the shop's, such as https://shop.example. */
export type ShareLinks = {
  /** The short link on the shop's own domain: records the click, then leads to the destination. */
  readonly tracking: string | null;
  /** The destination with the UTM parameters and the stable link id, for places that allow no redirect. */
  readonly tagged: string | null;
  /** Applies the code at the checkout and then leads where the tracking link leads. One per code, by its text. */
  readonly discount: readonly { readonly code: string; readonly url: string }[];
  readonly page: string | null;
  readonly short: string | null;
};

export type LinkSource = {
  readonly codes: readonly { readonly code: string }[];
  readonly page: { readonly handle: string } | null;
  readonly link: {
    readonly slug: string;
    readonly destination: string;
    readonly utmSource: string | null;
    readonly utmMedium: string | null;
    readonly utmCampaign: string | null;
    readonly utmContent: string | null;
    readonly utmTerm: string | null;
  } | null;
};

/** The addresses of one collaboration. */
export function shareLinks(origin: string, source: LinkSource): ShareLinks {
  const { link, page, codes } = source;
  const utm: Utm = {
    source: link?.utmSource ?? null,
    medium: link?.utmMedium ?? null,
    campaign: link?.utmCampaign ?? null,
    content: link?.utmContent ?? null,
    term: link?.utmTerm ?? null,
  };
  const tag = (path: string) => (link ? withUtm(path, utm, { [LINK_PARAM]: link.slug }) : path);
  const destination = link?.destination ?? (page ? `/pages/${page.handle}` : '/');
  const base = origin.replace(/\/+$/, '');
  return {
    tracking: link ? shopLinkAddress(base, link.slug) : null,
    tagged: link ? base + tag(destination) : null,
    discount: codes.map(({ code }) => ({ code, url: base + discountPath(code, destination, tag) })),
    page: page ? `${base}/pages/${page.handle}` : null,
    short: page ? `${base}/${page.handle}` : null,
  };
}
