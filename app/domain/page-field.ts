/** What the theme blocks show of a page, by its key in the app's own namespace: name in the admin and type. */
export const PAGE_FIELDS = {
  influencer_name: { name: 'Influencer', type: 'single_line_text_field' },
  influencer_picture: { name: 'Picture of the influencer', type: 'url' },
  offer: { name: 'Offer', type: 'single_line_text_field' },
  code: { name: 'Discount code', type: 'single_line_text_field' },
  link: { name: 'Tracking link', type: 'single_line_text_field' },
  welcome: { name: 'Welcome', type: 'multi_line_text_field' },
  products: { name: 'Products', type: 'list.product_reference' },
} as const;

export type PageFieldKey = keyof typeof PAGE_FIELDS;
export type PageField = {
  readonly key: PageFieldKey;
  readonly type: string;
  readonly value: string;
};

export type PageFacts = {
  readonly influencerName: string;
  readonly pictureUrl: string | null;
  readonly offerText: string | null;
  readonly code: string;
  readonly linkSlug: string | null;
  readonly welcomeText: string;
  /** Shopify's global ids of products that exist, in the order shown. */
  readonly productIds: readonly string[];
};

/** The fields of a page; what there is nothing to say of is left out, since Shopify takes no blank value. */
export function pageFields(facts: PageFacts): PageField[] {
  const values: Readonly<Partial<Record<PageFieldKey, string | null>>> = {
    influencer_name: oneLine(facts.influencerName),
    influencer_picture: facts.pictureUrl,
    offer: facts.offerText,
    code: oneLine(facts.code),
    link: facts.linkSlug,
    welcome: facts.welcomeText.trim(),
    products: facts.productIds.length > 0 ? JSON.stringify(facts.productIds) : null,
  };
  return (Object.keys(PAGE_FIELDS) as PageFieldKey[]).flatMap((key) => {
    const value = values[key];
    return value ? [{ key, type: PAGE_FIELDS[key].type, value }] : [];
  });
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
