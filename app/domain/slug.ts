import anyAscii from 'any-ascii';
import { AppError } from './app-error.ts';

const MAX_SLUG = 60;
const MAX_ATTEMPTS = 10_000;

/**
 * Text as lower-case ASCII words joined by single hyphens, at most `maxLength` characters;
 * '' when nothing readable is left. Other scripts are transliterated.
 */
export function toSlug(text: string, maxLength = MAX_SLUG): string {
  return anyAscii(text)
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, maxLength)
    .replace(/-+$/, '');
}

/**
 * `base`, or `base-2`, `base-3` … : the first that is not taken. Never longer than `maxLength`.
 * @throws AppError conflict when thousands of names are taken
 */
export function uniqueSlug(
  base: string,
  taken: (slug: string) => boolean,
  maxLength = MAX_SLUG,
): string {
  const stem = base === '' ? 'page' : base.slice(0, maxLength);
  if (!taken(stem)) return stem;
  for (let number = 2; number <= MAX_ATTEMPTS; number += 1) {
    const suffix = `-${number}`;
    const slug = stem.slice(0, maxLength - suffix.length).replace(/-+$/, '') + suffix;
    if (!taken(slug)) return slug;
  }
  throw new AppError('conflict', `Every variation of “${stem}” is taken. Choose another name.`);
}
