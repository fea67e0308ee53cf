import { z } from 'zod';
import { parseFollowerCount } from '#app/domain/follower-count.ts';
import { fieldsOf, textInput } from './form-input.ts';

const text = z.string().catch('');

/** What the form of an influencer holds: texts, as they were typed. */
const influencerInputSchema = z.object({
  name: text,
  email: text,
  pictureUrl: text,
  niche: text,
  notes: text,
  status: text,
  platforms: z
    .array(z.object({ platform: text, handle: text, followers: text, url: text }))
    .catch([]),
});
export type InfluencerInput = z.output<typeof influencerInputSchema>;

/**
 * The form as the domain's schema takes it; followers may be written "12.5k". Blank lines at the end are left out:
 * only those, so that the places of the others stay what the form shows.
 */
export function influencerDraftFrom(body: unknown): unknown {
  const input = influencerInputSchema.parse(fieldsOf(body));
  const last = input.platforms.findLastIndex(
    ({ handle, followers, url }) => textInput(handle + followers + url) !== null,
  );
  return {
    ...input,
    platforms: input.platforms.slice(0, last + 1).map(({ platform, handle, followers, url }) => ({
      platform,
      handle,
      followers: textInput(followers) === null ? 0 : (parseFollowerCount(followers) ?? followers),
      url,
    })),
  };
}
