import {
  EMAIL_HOSTS,
  isOnList,
  SEARCH_HOSTS,
  SHOPPING_HOSTS,
  SOCIAL_HOSTS,
  VIDEO_HOSTS,
} from './channel-hosts.ts';
import listed from './referrer-hosts.json' with { type: 'json' };

/** What the places are that visits come from. */
export type ReferrerKind = 'search' | 'social' | 'video' | 'shopping' | 'email';

// Sharper than the maintained list, which calls a video site social and a marketplace a search engine.
const SHARPER = [
  ['email', EMAIL_HOSTS],
  ['shopping', SHOPPING_HOSTS],
  ['video', VIDEO_HOSTS],
] as const;

const BRANDS = [
  ['social', SOCIAL_HOSTS],
  ['search', SEARCH_HOSTS],
] as const;

let index: ReadonlyMap<string, keyof typeof listed.hosts> | undefined;

/** The maintained list by host, made at its first use. */
function listedHosts(): ReadonlyMap<string, keyof typeof listed.hosts> {
  const { email, other, search, social } = listed.hosts;
  index ??= new Map([
    ...email.map((host) => [host, 'email'] as const),
    ...other.map((host) => [host, 'other'] as const),
    ...search.map((host) => [host, 'search'] as const),
    ...social.map((host) => [host, 'social'] as const),
  ]);
  return index;
}

/** What the list says of a host, or else of the nearest one above it. */
function listedKind(host: string): keyof typeof listed.hosts | null {
  const hosts = listedHosts();
  for (let rest = host; rest.includes('.'); rest = rest.slice(rest.indexOf('.') + 1)) {
    const kind = hosts.get(rest);
    if (kind) return kind;
  }
  return null;
}

/**
 * The kind of a normalised host, or of the bare word of a utm_source; null for a place like any other, which
 * includes pages of search engines that are no search.
 */
export function referrerKind(source: string): ReferrerKind | null {
  const sharper = SHARPER.find(([, hosts]) => isOnList(source, hosts))?.[0];
  if (sharper) return sharper;
  const kind = listedKind(source);
  if (kind !== null) return kind === 'other' ? null : kind;
  return BRANDS.find(([, hosts]) => isOnList(source, hosts))?.[0] ?? null;
}
