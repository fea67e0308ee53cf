import anyAscii from 'any-ascii';
import { AppError } from './app-error.ts';

export const DEFAULT_CODE_TEMPLATE = '{FIRSTNAME}{PERCENT}';

/** Shopify's own limit for a discount code. */
const MAX_CODE = 255;
// Keeps room for the percentage after a very long name, and for a collision suffix.
const MAX_VALUE = 60;
const MAX_SUFFIX = 4;

/** What fills a code template. `percentBp` is in basis points (1500 = 15 %), null when there is none. */
export type CodeValues = {
  readonly name: string;
  readonly handle: string | null;
  readonly percentBp: number | null;
  readonly campaign: string | null;
};

function codeCharacters(text: string): string {
  return anyAscii(text)
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '');
}

function nameParts(values: CodeValues): { first: string; last: string; full: string } {
  const words = values.name
    .split(/\s+/)
    .map(codeCharacters)
    .filter((word) => word !== '');
  const fallback = codeCharacters(values.handle ?? '') || 'FRIEND';
  return {
    first: words[0] ?? fallback,
    last: words.length > 1 ? (words.at(-1) ?? '') : '',
    full: words.join('') || fallback,
  };
}

/**
 * Fills a template into a code: A–Z and 0–9 only, at most 255 characters, never empty. Names in other
 * scripts are transliterated; without a usable name the handle stands in, then FRIEND. A fractional
 * percentage keeps its whole part (12.5 % gives 12, since 125 would promise too much).
 * @throws AppError invalid_input for a placeholder nobody knows
 */
export function renderCode(template: string, values: CodeValues, prefix = ''): string {
  const { first, last, full } = nameParts(values);
  const percent = values.percentBp === null ? '' : String(Math.trunc(values.percentBp / 100));
  const filling: ReadonlyMap<string, string> = new Map([
    ['FIRSTNAME', first],
    ['LASTNAME', last],
    ['NAME', full],
    ['HANDLE', codeCharacters(values.handle ?? '') || full],
    ['PERCENT', percent],
    ['CAMPAIGN', codeCharacters(values.campaign ?? '')],
  ]);
  const filled = template.replace(/\{([^{}]*)\}/g, (placeholder, word: string) => {
    const value = filling.get(word.trim().toUpperCase());
    if (value === undefined) {
      throw new AppError(
        'invalid_input',
        `The code template has an unknown placeholder ${placeholder}. Use ${[...filling.keys()].map((key) => `{${key}}`).join(', ')}.`,
      );
    }
    return value.slice(0, MAX_VALUE);
  });
  return (codeCharacters(prefix) + (codeCharacters(filled) || full)).slice(0, MAX_CODE);
}

/**
 * Codes to try in turn when `base` is taken: base, base2 … base9, baseAA … baseZZ, then three and four
 * letters. Always the same order, never the same code twice, never longer than Shopify allows.
 */
export function* codeCandidates(base: string): Generator<string> {
  yield base;
  const stem = base.slice(0, MAX_CODE - MAX_SUFFIX);
  for (const suffix of suffixes()) {
    if (stem + suffix !== base) yield stem + suffix;
  }
}

function* suffixes(): Generator<string> {
  for (let digit = 2; digit <= 9; digit += 1) yield String(digit);
  for (let length = 2; length <= MAX_SUFFIX; length += 1) {
    for (let number = 0; number < 26 ** length; number += 1) {
      let word = '';
      for (let rest = number, place = 0; place < length; place += 1, rest = Math.trunc(rest / 26)) {
        word = String.fromCharCode(65 + (rest % 26)) + word;
      }
      yield word;
    }
  }
}

/**
 * The key by which two spellings of a code are the same code, as Shopify treats them: trimmed and
 * upper-cased without regard to any locale.
 */
export function normaliseCode(code: string): string {
  return code.trim().toUpperCase().normalize('NFC');
}
