import { z } from 'zod';
import { INFLUENCER_STATUSES } from './influencer.ts';
import { PLATFORMS } from './platform-name.ts';
import { optionalTextField, textField } from './text-field.ts';

/** More than the population of the earth: a figure above it is a slip of the keyboard. */
const MAX_FOLLOWERS = 9_000_000_000;
const MAX_PLATFORMS = 24;

const emailField = optionalTextField({ max: 254, label: 'the e-mail address' }).refine(
  (email) => email === null || z.email().safeParse(email).success,
  { error: 'Enter an e-mail address like jane@example.com, or leave it empty.' },
);

const urlField = optionalTextField({ max: 2_000, label: 'the profile link' }).refine(
  (url) => url === null || z.url({ protocol: /^https?$/ }).safeParse(url).success,
  { error: 'Enter a link that begins with https://, or leave it empty.' },
);

/** Pages are served by https, and browsers show no other picture there. */
const pictureField = optionalTextField({ max: 2_000, label: 'the address of the picture' }).refine(
  (url) => url === null || z.url({ protocol: /^https$/ }).safeParse(url).success,
  { error: 'Enter the address of a picture that begins with https://, or leave it empty.' },
);

const handleField = textField({ max: 100, label: 'the handle' })
  .overwrite((handle) => handle.replace(/^@+/, '').trim())
  .refine((handle) => handle !== '' && !/\s|^https?:/i.test(handle), {
    error: 'Enter the handle only, without spaces and without https://; a link has its own field.',
  });

/** One account of an influencer. `followers` is a whole number, 0 when unknown. */
export const influencerPlatformSchema = z.object({
  platform: z.enum(PLATFORMS, { error: `Choose a platform: ${PLATFORMS.join(', ')}.` }),
  handle: handleField,
  followers: z
    .int({ error: 'Enter the followers as a whole number.' })
    .min(0, { error: 'Followers cannot be negative.' })
    .max(MAX_FOLLOWERS, { error: 'That is more followers than there are people.' })
    .default(0),
  url: urlField,
});
export type InfluencerPlatform = z.output<typeof influencerPlatformSchema>;

/** The key by which two accounts are the same account. */
export function platformKey(account: Pick<InfluencerPlatform, 'platform' | 'handle'>): string {
  return `${account.platform}:${account.handle.toLowerCase()}`;
}

/** What a form or a file says about an influencer, before it has an id. */
export const influencerDraftSchema = z.object({
  name: textField({ max: 120, label: 'a name' }),
  email: emailField,
  platforms: z
    .array(influencerPlatformSchema)
    .max(MAX_PLATFORMS, { error: `Keep to ${MAX_PLATFORMS} platforms.` })
    .refine((accounts) => new Set(accounts.map(platformKey)).size === accounts.length, {
      error: 'The same account is listed twice. Remove one of them.',
    })
    .default([]),
  /** Left out: nothing is said of it, as in files. */
  pictureUrl: pictureField.optional(),
  niche: optionalTextField({ max: 120, label: 'the niche' }),
  notes: optionalTextField({ max: 5_000, label: 'the notes', lines: true }),
  status: z
    .enum(INFLUENCER_STATUSES, { error: `Choose a status: ${INFLUENCER_STATUSES.join(', ')}.` })
    .default('active'),
});
export type InfluencerDraft = z.output<typeof influencerDraftSchema>;
