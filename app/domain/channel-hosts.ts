/**
 * What the maintained list of referrers (referrer-hosts.json) does not tell: brands, kinds of their own such as
 * shopping and video, checkouts. An entry with a dot is a host and stands for its subdomains too; one without is
 * a brand and stands for brand.tld under any country's ending and for the bare word in utm_source. Reversed names
 * are the referrers of Android apps.
 */
export type HostList = readonly string[];

export const SEARCH_HOSTS: HostList = [
  'google',
  'bing',
  'yahoo',
  'yandex',
  'duckduckgo',
  'ecosia',
  'baidu',
  'naver',
  'qwant',
  'startpage',
  'seznam',
  'brave',
  'kagi.com',
  'sogou.com',
  'daum.net',
  'aol',
  'swisscows.com',
  'mojeek.com',
];

export const SOCIAL_HOSTS: HostList = [
  'instagram',
  'facebook',
  'tiktok',
  'pinterest',
  'twitter',
  'x',
  'linkedin',
  'snapchat',
  'reddit',
  'threads',
  'bluesky',
  'mastodon',
  'tumblr',
  'discord',
  'whatsapp',
  'telegram',
  'fb',
  'ig',
  'fb.com',
  'm.me',
  'pin.it',
  'threads.net',
  'threads.com',
  't.me',
  'l.wl.co',
  'linktr.ee',
  'com.facebook.katana',
  'com.instagram.android',
  'com.pinterest',
  'com.zhiliaoapp.musically',
];

export const VIDEO_HOSTS: HostList = [
  'youtube',
  'youtu.be',
  'vimeo',
  'twitch',
  'dailymotion',
  'rumble.com',
  'bilibili.com',
  'com.google.android.youtube',
  'tv.twitch.android.app',
];

export const SHOPPING_HOSTS: HostList = [
  'amazon',
  'ebay',
  'etsy',
  'shopping.google.com',
  'shopzilla',
  'idealo',
  'shopping.com',
  'walmart.com',
  'mercadolibre',
  'rakuten',
  'shopping.yahoo.com',
];

export const EMAIL_HOSTS: HostList = [
  'outlook.office.com',
  'outlook.office365.com',
  'mail.proton.me',
  'deref-gmx.net',
  'deref-web-02.de',
  'klaviyo',
  'mailchimp',
  'omnisend',
];

/** Where a buyer is sent in the middle of a purchase: checkout, wallets, payment and bank pages. */
export const CHECKOUT_HOSTS: HostList = [
  'checkout.shopify.com',
  'pay.shopify.com',
  'shop.app',
  'shopifycs.com',
  'paypal',
  'stripe',
  'klarna',
  'afterpay.com',
  'clearpay',
  'affirm.com',
  'sezzle.com',
  'zip.co',
  'laybuy.com',
  'pay.amazon.com',
  'payments.amazon.com',
  'adyen.com',
  'mollie.com',
  'sofort.com',
  'razorpay.com',
  'paystack.com',
  'flutterwave.com',
  'mercadopago',
  'cardinalcommerce.com',
  'arcot.com',
  'authorize.net',
  'worldpay.com',
  'squareup.com',
  'braintreegateway.com',
];

const SECOND_LEVEL = new Set(['co', 'com', 'org', 'net', 'ne', 'or', 'go', 'ac']);

/** A host as it is compared: lower-case, without port, trailing dot and a leading `www.`. */
export function normaliseHost(host: string): string {
  return host
    .trim()
    .toLowerCase()
    .replace(/:\d*$/, '')
    .replace(/\.+$/, '')
    .replace(/^www\./, '');
}

function isBrandHost(host: string, brand: string): boolean {
  const labels = host.split('.');
  const position = labels.lastIndexOf(brand);
  const ending = labels.slice(position + 1);
  if (position === -1) return false;
  if (ending.length === 0) return labels.length === 1;
  if (ending.length === 1) return true;
  return ending.length === 2 && SECOND_LEVEL.has(ending[0] ?? '') && (ending[1] ?? '').length === 2;
}

/** Whether a normalised host, or the bare word of a utm_source, is on the list. */
export function isOnList(host: string, list: HostList): boolean {
  return list.some((entry) =>
    entry.includes('.') ? host === entry || host.endsWith(`.${entry}`) : isBrandHost(host, entry),
  );
}
