import { AppError } from './app-error.ts';
import { toSlug } from './slug.ts';

/** Campaign parameters of a link or a landing; null where absent. */
export type Utm = {
  readonly source: string | null;
  readonly medium: string | null;
  readonly campaign: string | null;
  readonly content: string | null;
  readonly term: string | null;
};

export const DEFAULT_UTM_TEMPLATE: Utm = {
  source: '{influencer}',
  medium: 'influencer',
  campaign: '{campaign}',
  content: '{platform}-{format}',
  term: null,
};

/** The parameter that names a tracking link. Attribution rests on it; the spelling of UTM is only a fallback. */
export const LINK_PARAM = 'trb';

/** The parameter that names one follow of a tracking link, a uuid. */
export const CLICK_PARAM = 'trc';

/** Parameters that advertising platforms add to a click, in the order in which they are believed. */
export const CLICK_ID_PARAMS = [
  'gclid',
  'gbraid',
  'wbraid',
  'dclid',
  'msclkid',
  'ttclid',
  'twclid',
  'li_fat_id',
  'sccid',
  'rdt_cid',
  'epik',
  'fbclid',
] as const;
export type ClickIdParam = (typeof CLICK_ID_PARAMS)[number];
export type ClickId = { readonly param: ClickIdParam; readonly value: string };

const FIELDS = ['source', 'medium', 'campaign', 'content', 'term'] as const;
const MAX_VALUE = 255;

/** What fills a UTM template; an empty or null value leaves its place out. */
export type UtmValues = {
  readonly influencer: string | null;
  readonly platform: string | null;
  readonly campaign: string | null;
  readonly format: string | null;
};

/**
 * Fills a shop's template. Values come out lower-case, ASCII and hyphenated, null when nothing is left.
 * @throws AppError invalid_input for a placeholder nobody knows
 */
export function renderUtm(template: Utm, values: UtmValues): Utm {
  const filling = new Map<string, string | null>(Object.entries(values));
  const render = (text: string | null): string | null => {
    if (text === null) return null;
    const filled = text.replace(/\{([^{}]*)\}/g, (placeholder, word: string) => {
      const value = filling.get(word.trim().toLowerCase());
      if (value === undefined) {
        throw new AppError(
          'invalid_input',
          `The UTM template has an unknown placeholder ${placeholder}. Use {influencer}, {platform}, {campaign} or {format}.`,
        );
      }
      return value ?? '';
    });
    return toSlug(filled, MAX_VALUE) || null;
  };
  return {
    source: render(template.source),
    medium: render(template.medium),
    campaign: render(template.campaign),
    content: render(template.content),
    term: render(template.term),
  };
}

// The query is cut out by hand: landing sites arrive malformed, and a URL parser would throw.
function queryOf(pathOrUrl: string): string {
  const beforeFragment = pathOrUrl.split('#', 1)[0] ?? '';
  const mark = beforeFragment.indexOf('?');
  return mark === -1 ? '' : beforeFragment.slice(mark + 1);
}

/** Whether a text is an id as the door and the browsers make them: a lower-case UUID. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(text);
}

/** The first non-blank value of a parameter whose name matches without regard to case. */
function parameter(params: URLSearchParams, name: string): string | null {
  for (const [key, raw] of params) {
    if (key.toLowerCase() !== name) continue;
    const value = raw
      .replace(/\p{Cc}/gu, '')
      .trim()
      .slice(0, MAX_VALUE)
      .toWellFormed();
    if (value !== '') return value;
  }
  return null;
}

/** The UTM parameters in a URL or a path with query, as written. Never throws; control characters are dropped. */
export function utmFromUrl(pathOrUrl: string | null): Utm {
  const params = new URLSearchParams(queryOf(pathOrUrl ?? ''));
  return {
    source: parameter(params, 'utm_source'),
    medium: parameter(params, 'utm_medium'),
    campaign: parameter(params, 'utm_campaign'),
    content: parameter(params, 'utm_content'),
    term: parameter(params, 'utm_term'),
  };
}

function parameterName(pair: string): string {
  return [...new URLSearchParams(pair).keys()][0]?.toLowerCase() ?? '';
}

/**
 * `path` with the UTM parameters and `extra` added. What is already in its query and its fragment stays
 * byte for byte; only a parameter of the same name is replaced.
 */
export function withUtm(path: string, utm: Utm, extra: Readonly<Record<string, string>>): string {
  const additions = new Map<string, string>();
  for (const field of FIELDS) {
    const value = utm[field];
    if (value !== null) additions.set(`utm_${field}`, value);
  }
  for (const [name, value] of Object.entries(extra)) additions.set(name, value);

  const replaced = new Set([...additions.keys()].map((name) => name.toLowerCase()));

  const hash = path.indexOf('#');
  const fragment = hash === -1 ? '' : path.slice(hash);
  const address = hash === -1 ? path : path.slice(0, hash);
  const base = address.split('?', 1)[0] ?? '';
  const kept = queryOf(path)
    .split('&')
    .filter((pair) => pair !== '' && !replaced.has(parameterName(pair)));
  const added = additions.size === 0 ? [] : [new URLSearchParams([...additions]).toString()];
  const query = [...kept, ...added].join('&');
  return base + (query === '' ? '' : `?${query}`) + fragment;
}

/** The id of the tracking link a visit came over, null when there is none or it cannot be one of ours. Never throws. */
export function linkIdFromUrl(pathOrUrl: string | null): string | null {
  const id = parameter(new URLSearchParams(queryOf(pathOrUrl ?? '')), LINK_PARAM);
  return id !== null && /^[\w-]{1,64}$/.test(id) ? id : null;
}

/** The id of the click on a tracking link that led to this address; null when there is none or it cannot be one. Never throws. */
export function linkClickFromUrl(pathOrUrl: string | null): string | null {
  const id = parameter(new URLSearchParams(queryOf(pathOrUrl ?? '')), CLICK_PARAM);
  return id !== null && isUuid(id) ? id : null;
}

/** The advertising click id of a visit, the most telling one when there are several. Never throws. */
export function clickIdFromUrl(pathOrUrl: string | null): ClickId | null {
  const params = new URLSearchParams(queryOf(pathOrUrl ?? ''));
  for (const param of CLICK_ID_PARAMS) {
    const value = parameter(params, param);
    if (value !== null) return { param, value };
  }
  return null;
}
