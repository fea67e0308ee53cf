import { toSlug, uniqueSlug } from './slug.ts';

/** Leaves room for a number where several people share a name. */
const MAX_SLUG = 50;

/** The slug of a new influencer: made of the name, in ASCII, and none of `taken`. */
export function slugFor(name: string, taken: ReadonlySet<string>): string {
  return uniqueSlug(toSlug(name, MAX_SLUG) || 'influencer', (slug) => taken.has(slug));
}
