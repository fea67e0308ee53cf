import { PLATFORMS, type PlatformName } from './platform-name.ts';

/** What a column means: a field of the influencer, of a generic account, or of one named platform. */
export type CsvField =
  | { readonly of: 'influencer'; readonly field: 'name' | 'email' | 'niche' | 'notes' | 'status' }
  | { readonly of: 'account'; readonly field: 'platform' | AccountField }
  | { readonly of: PlatformName; readonly field: AccountField };
export type AccountField = 'handle' | 'followers' | 'url';

const INFLUENCER_WORDS = {
  name: ['name', 'full name', 'influencer', 'influencer name', 'display name'],
  email: ['email', 'e mail', 'mail', 'email address', 'e mail address', 'contact email'],
  niche: ['niche', 'category', 'topic', 'vertical'],
  notes: ['notes', 'note', 'comment', 'comments', 'remarks'],
  status: ['status', 'state'],
} as const;

const PLATFORM_WORDS = ['platform', 'platforms', 'network', 'social network', 'channel'];

const ACCOUNT_WORDS: Readonly<Record<AccountField, readonly string[]>> = {
  handle: ['handle', 'username', 'user name', 'user', 'account', 'account name', 'profile'],
  followers: [
    'followers',
    'follower',
    'follower count',
    'followers count',
    'subscribers',
    'audience',
  ],
  url: ['url', 'link', 'profile url', 'profile link', 'channel url'],
};

const PLATFORM_SYNONYMS: Readonly<Record<string, PlatformName>> = {
  ig: 'instagram',
  insta: 'instagram',
  tt: 'tiktok',
  'tik tok': 'tiktok',
  yt: 'youtube',
  'you tube': 'youtube',
  twitter: 'x',
  fb: 'facebook',
  snap: 'snapchat',
  website: 'blog',
};

function words(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The platform a word means ("Insta", "Twitter"), null when none. */
export function platformNamed(text: string): PlatformName | null {
  const word = words(text);
  return PLATFORMS.find((name) => name === word) ?? PLATFORM_SYNONYMS[word] ?? null;
}

function accountField(word: string): AccountField | null {
  const fields = ['handle', 'followers', 'url'] as const;
  return fields.find((field) => ACCOUNT_WORDS[field].includes(word)) ?? null;
}

/** What a header means, whatever its case and punctuation; null for a column that is not ours. */
export function csvFieldOf(header: string): CsvField | null {
  const word = words(header);
  const own = (['name', 'email', 'niche', 'notes', 'status'] as const).find((field) =>
    (INFLUENCER_WORDS[field] as readonly string[]).includes(word),
  );
  if (own) return { of: 'influencer', field: own };
  if (PLATFORM_WORDS.includes(word)) return { of: 'account', field: 'platform' };
  const generic = accountField(word);
  if (generic) return { of: 'account', field: generic };
  const named = platformNamed(word);
  if (named) return { of: named, field: 'handle' };
  for (const [name, platform] of platformPrefixes()) {
    const field = word.startsWith(`${name} `) ? accountField(word.slice(name.length + 1)) : null;
    if (field) return { of: platform, field };
  }
  return null;
}

function platformPrefixes(): [string, PlatformName][] {
  return [
    ...PLATFORMS.map((name): [string, PlatformName] => [name, name]),
    ...Object.entries(PLATFORM_SYNONYMS),
  ];
}
