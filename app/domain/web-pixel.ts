/** What Shopify hands the app's pixel in every page of a shop. */
export type PixelSettings = { readonly collectUrl: string; readonly accountId: string };

/** The settings of the pixel in this shop, of an app that is reached at `appUrl`. */
export function pixelSettings(appUrl: string, shopDomain: string): PixelSettings {
  return { collectUrl: new URL('/collect', appUrl).href, accountId: shopDomain };
}

/** Whether the pixel that Shopify has is set as it should be. */
export function isSetAs(given: Readonly<Record<string, unknown>>, wanted: PixelSettings): boolean {
  return given.collectUrl === wanted.collectUrl && given.accountId === wanted.accountId;
}

/** Shopify lets an app have a pixel only with both. */
const NEEDED = ['write_pixels', 'read_customer_events'];

/** Of `scopes` (joined by commas), which ones are missing for a pixel. */
export function scopesMissingForPixel(scopes: string): string[] {
  const granted = scopes.split(',');
  return NEEDED.filter((scope) => !granted.includes(scope));
}
