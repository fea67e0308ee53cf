/**
 * Kinds of browsers that forget in different ways. Safari and the browsers inside iOS apps keep cookies
 * and storage that scripts set for a week; those inside apps share nothing with any other browser.
 */
export type BrowserKind = 'chrome' | 'safari' | 'instagram' | 'tiktok';

const DAY_MS = 86_400_000;
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';

export const BROWSER_KINDS: Readonly<
  Record<BrowserKind, { userAgent: string; scriptCapMs: number }>
> = {
  chrome: {
    userAgent:
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
    scriptCapMs: 400 * DAY_MS,
  },
  safari: {
    userAgent: `${IPHONE} Version/18.1 Mobile/15E148 Safari/604.1`,
    scriptCapMs: 7 * DAY_MS,
  },
  instagram: {
    userAgent: `${IPHONE} Mobile/22B83 Instagram 357.0.0.26.96 (iPhone16,1; iOS 18_1; en_US; scale=3.00; 1179x2556)`,
    scriptCapMs: 7 * DAY_MS,
  },
  tiktok: {
    userAgent: `${IPHONE} Mobile/15E148 musical_ly_37.2.0 JsSdk/2.0 NetType/WIFI Channel/App Store ByteLocale/en Region/US`,
    scriptCapMs: 7 * DAY_MS,
  },
};
