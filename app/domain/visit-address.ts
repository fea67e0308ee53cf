import { normaliseHost } from './channel-hosts.ts';
import type { Utm } from './utm.ts';
import { utmKey } from './utm-name.ts';

/** The path of an address, which comes as a path with query or as a whole URL. Never throws. */
export function pathOf(pathOrUrl: string | null): string | null {
  if (pathOrUrl === null) return null;
  const withoutOrigin = pathOrUrl.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '');
  const path = withoutOrigin.split(/[?#]/, 1)[0] ?? '';
  return path === '' ? '/' : path;
}

/** The handle in `/pages/<handle>` or `/<handle>`, also behind a locale such as `/fr-ca`. */
export function handleOf(path: string | null): string | null {
  const match = /^(?:\/[a-z]{2}(?:-[a-z]{2,4})?)?(?:\/pages)?\/([^/]+)\/?$/i.exec(path ?? '');
  if (!match?.[1]) return null;
  try {
    const handle = decodeURIComponent(match[1]).toLowerCase();
    return /\p{Cc}/u.test(handle) ? null : handle;
  } catch {
    return null;
  }
}

/** The host of a referrer, with or without a scheme. Never throws. */
export function hostOf(referrer: string | null): string | null {
  const text = referrer?.trim();
  if (!text) return null;
  const url = URL.parse(text.includes('://') ? text : `https://${text}`);
  return url?.hostname.toLowerCase() || null;
}

export function hasUtm(utm: Utm): boolean {
  return Object.values(utm).some((value) => value !== null);
}

/** The spelling by which two pages are one. */
export function pageKey(path: string | null): string {
  return (path ?? '').toLowerCase().replace(/(.)\/+$/, '$1');
}

/** The spelling by which two sets of UTM values are one. */
export function utmSetKey({ source, medium, campaign, content, term }: Utm): string {
  const values = [source, medium, campaign, content, term];
  return JSON.stringify(values.map((value) => (value === null ? null : utmKey(value))));
}

/** The spelling by which two referrers are one site. */
export function siteKey(host: string | null): string {
  return host === null ? '' : normaliseHost(host);
}
