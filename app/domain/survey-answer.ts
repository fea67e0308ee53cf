import { normaliseCode } from './code-template.ts';
import type { PlatformName } from './platform-name.ts';
import { toSlug } from './slug.ts';

/** An order's own note: what a form, an app or the theme wrote at the checkout. */
type OrderAttribute = { readonly name: string; readonly value: string };

/** How an answer may name an influencer. Everything is spelled as it is compared. */
export type SurveyKeys = {
  /** Names as slugs: lower-case ASCII words with hyphens. */
  readonly names: readonly string[];
  /** Lower case, without @. A handle that was written as a profile's address is one of its platform only. */
  readonly handles: readonly { readonly platform: PlatformName | null; readonly handle: string }[];
  /** Profiles as `profileKey` writes them. */
  readonly profiles: readonly string[];
  /** Discount codes as `normaliseCode` writes them. */
  readonly codes: readonly string[];
};

const MAX_ANSWERS = 5;
const MAX_ANSWER = 200;
const MAX_PARTS = 10;

/** What the question is called where a merchant names none, as `plain` writes it. */
const USUAL_NAMES: ReadonlySet<string> = new Set([
  'hdyhau',
  'howdidyouhear',
  'howdidyouhearaboutus',
  'howdidyouhearofus',
  'howdidyoufindus',
  'howdidyoufindoutaboutus',
  'howdidyoudiscoverus',
  'wheredidyouhearaboutus',
  'wheredidyoufindus',
  'whosentyou',
  'whoreferredyou',
  'whotoldyouaboutus',
  'whichinfluencer',
  'whichinfluencersentyou',
  'referredby',
  'referrer',
  'influencer',
  'influencername',
  'postpurchasesurvey',
  'survey',
]);

/** Answers that name no person, as slugs. An influencer may be called so; nobody is paid on a word everybody says. */
const COMMON_WORDS: ReadonlySet<string> = new Set(
  `instagram insta ig tiktok tik-tok youtube facebook fb meta pinterest twitter x twitch snapchat reddit linkedin
  threads google bing search search-engine web website internet online blog podcast newsletter email e-mail mail sms
  tv radio print magazine press news ad ads advert advertisement advertising social social-media story stories reel
  post video influencer influencers creator friend friends a-friend my-friend family friends-and-family friend-family
  word-of-mouth store shop event other others none no na n-a nobody me myself i dont-know dont-remember unknown yes`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

const PROFILE_HOSTS: Readonly<Record<string, PlatformName>> = {
  'instagram.com': 'instagram',
  'tiktok.com': 'tiktok',
  'youtube.com': 'youtube',
  'x.com': 'x',
  'twitter.com': 'x',
  'facebook.com': 'facebook',
  'pinterest.com': 'pinterest',
  'twitch.tv': 'twitch',
  'snapchat.com': 'snapchat',
};

/** Words between a profile's host and its handle. */
const BEFORE_HANDLE = /^(?:c|user|channel|add|stories)$/;

/**
 * An order's attributes → what its buyer answered to the shop's question. `surveyAttribute` is the attribute that
 * holds the answer; '' for the usual names of such a question. Case, spaces and punctuation of names do not matter.
 */
export function surveyAnswers(
  attributes: readonly OrderAttribute[],
  surveyAttribute: string,
): string[] {
  const wanted = plain(surveyAttribute);
  const isQuestion = (name: string) =>
    wanted === '' ? USUAL_NAMES.has(plain(name)) : plain(name) === wanted;
  const answers = attributes
    .filter(({ name }) => isQuestion(name))
    .map(({ value }) => value.normalize('NFKC').replace(/\s+/g, ' ').trim().slice(0, MAX_ANSWER))
    .filter((answer) => answer !== '');
  return [...new Set(answers)].slice(0, MAX_ANSWERS);
}

/**
 * How an answer may name an influencer, in the order of belief: the answer as a whole, then what stands in it
 * (“Instagram: @jane”, “Jane Doe on TikTok”). The first of these by which anybody is known decides.
 */
export function surveyKeys(answer: string): SurveyKeys[] {
  const parts = answer
    .split(/[,;|()"“”]|\s[-–—/&+]\s|:\s|(?:^|\s)(?:on|from|via|and|through|at|by)\s/i)
    .map((part) => part.trim())
    .filter((part) => part !== '' && part !== answer);
  const handles = answer.match(/@[\p{L}\p{N}._-]+/gu) ?? [];
  const addresses = answer.match(/[^\s,;|()"“”]+\.[a-z]{2,}\/[^\s,;|()"“”]+/gi) ?? [];
  const inside = [...new Set([...parts, ...handles, ...addresses])].slice(0, MAX_PARTS);
  return [keysOf([answer]), keysOf(inside)].filter(
    ({ names, handles, profiles, codes }) =>
      names.length + handles.length + profiles.length + codes.length > 0,
  );
}

/** The spelling by which two addresses of a profile are one: host and path, without www and what follows the path. */
export function profileKey(address: string): string | null {
  const url = URL.parse(/^https?:\/\//i.test(address) ? address : `https://${address}`);
  if (!url?.hostname.includes('.')) return null;
  const host = url.hostname.replace(/^(?:www|m|mobile)\./, '');
  return `${host}${url.pathname}`.toLowerCase().replace(/\/+$/, '');
}

function keysOf(texts: readonly string[]): SurveyKeys {
  const profiles = texts
    .filter((text) => /^[^\s@]\S*\.\S+$/.test(text))
    .flatMap((text) => profileKey(text) ?? []);
  const words = texts
    .filter((text) => !/[/:]/.test(text))
    .map((text) => text.replace(/^[@#]+/, '').replace(/[.!?]+$/, ''));
  const telling = words.filter((word) => {
    const slug = toSlug(word);
    return /[\p{L}\p{N}]{2}/u.test(word) && slug.length >= 2 && !COMMON_WORDS.has(slug);
  });
  const single = telling.filter((word) => !/\s/.test(word));
  // @jane_doe is an account's name, and not what her parents called Jane Doe.
  const accounts = texts.filter((text) => /^@\S+$/.test(text)).map((text) => toSlug(text));
  const names = telling.map((word) => toSlug(word)).filter((name) => !accounts.includes(name));
  return {
    names: [...new Set(names)],
    handles: [
      ...single.map((word) => ({ platform: null, handle: word.toLowerCase() })),
      ...profiles.flatMap(handleOfProfile),
    ],
    profiles,
    codes: [...new Set(single.map(normaliseCode))],
  };
}

function handleOfProfile(profile: string): { platform: PlatformName; handle: string }[] {
  const [host = '', ...path] = profile.split('/');
  const platform = PROFILE_HOSTS[host];
  const handle = path.find((part) => !BEFORE_HANDLE.test(part))?.replace(/^@+/, '');
  return platform && handle ? [{ platform, handle }] : [];
}

/** A name without case, accents' composition, spaces and punctuation. */
function plain(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
