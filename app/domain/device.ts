/** What a browser runs on. */
export type Device = 'phone' | 'tablet' | 'computer';

/** Marks that apps leave in the name of their built-in browser, the telling ones first. */
const IN_APP: readonly (readonly [RegExp, string])[] = [
  [/barcelona/i, 'threads'],
  [/instagram/i, 'instagram'],
  [/musical_ly|bytedancewebview|tiktok|trill_/i, 'tiktok'],
  [/messengerforios|orca-android|fban\/messenger/i, 'messenger'],
  [/whatsapp/i, 'whatsapp'],
  [/fban\/|fbav\/|fb_iab/i, 'facebook'],
  [/snapchat/i, 'snapchat'],
  [/pinterest/i, 'pinterest'],
  [/twitter/i, 'x'],
  [/linkedinapp/i, 'linkedin'],
  [/micromessenger/i, 'wechat'],
  [/\bline\//i, 'line'],
  [/telegram/i, 'telegram'],
  [/\breddit\b/i, 'reddit'],
  [/\bgsa\//i, 'google'],
];

/**
 * By the browser's own word. An iPad that calls itself a Mac counts as a computer: nothing in a request tells them
 * apart. Null when it says nothing.
 */
export function deviceOf(userAgent: string | null | undefined): Device | null {
  if (!userAgent) return null;
  if (/ipad|tablet|playbook|silk|kindle/i.test(userAgent)) return 'tablet';
  if (/android/i.test(userAgent)) return /mobile/i.test(userAgent) ? 'phone' : 'tablet';
  return /iphone|ipod|mobile|windows phone/i.test(userAgent) ? 'phone' : 'computer';
}

/** The app whose built-in browser it is, such as instagram; null in a browser of its own. */
export function inAppOf(userAgent: string | null | undefined): string | null {
  if (!userAgent) return null;
  return IN_APP.find(([mark]) => mark.test(userAgent))?.[1] ?? null;
}
