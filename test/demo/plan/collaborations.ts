import type { Format, PlatformName } from '#app/domain/platform-name.ts';
import type { Manner, PlannedCollaboration, PlannedOffer } from './planned.ts';

type Manners = Readonly<Partial<Record<Manner, number>>>;

/** How followers of different places come: a link is tapped, a spoken code is remembered, an address typed. */
const BIO_LINK: Manners = { link: 50, both: 30, code: 12, unseen: 8 };
const STORY_CODE: Manners = { both: 48, code: 34, link: 14, unseen: 4 };
const SPOKEN: Manners = { code: 62, page: 26, both: 4, unseen: 8 };
const DESCRIPTION: Manners = { link: 38, both: 34, code: 18, utm: 6, page: 4 };
const WRITTEN: Manners = { link: 52, both: 28, utm: 14, code: 6 };

const percent = (of: number): PlannedOffer => ({ kind: 'percentage', percent: of });
const welcome = (of: number): PlannedOffer => ({
  kind: 'percentage',
  percent: of,
  oncePerCustomer: true,
});
const off = (amount: number): PlannedOffer => ({ kind: 'fixed_amount', amount });
const SHIPPED_FREE: PlannedOffer = { kind: 'free_shipping' };
const TRACKED: PlannedOffer = { kind: 'tracking_only' };

type Row = readonly [
  influencer: string,
  where: `${PlatformName}/${Format}`,
  offer: PlannedOffer,
  posts: readonly number[],
  drives: number,
  manners: Manners,
  featured: readonly string[],
  leaks?: number,
];

const SERUMS = ['dew-drop-serum', 'quiet-skin-niacinamide', 'bright-hour-vitamin-c'];
const BARRIER = ['barrier-peptide-drops', 'winter-coat-cream', 'melting-balm'];
const SHADE = ['invisible-shield-spf-50', 'tinted-shield-spf-30', 'pocket-sun-stick'];
const NIGHT = ['night-shift-retinal', 'midnight-mask', 'rose-facial-oil'];
const FIRST = ['first-steps-set', 'morning-milk-cleanser', 'day-veil-cream'];

const ROWS: Readonly<Record<string, readonly Row[]>> = {
  barrier: [
    ['aoife', 'instagram/reel', percent(15), [-114, -99, -84], 44, STORY_CODE, BARRIER],
    ['ravi', 'instagram/post', percent(10), [-112, -95], 34, BIO_LINK, BARRIER],
    ['freya', 'youtube/video', percent(15), [-108], 28, DESCRIPTION, BARRIER],
    ['lucia', 'instagram/story', off(8), [-110, -90], 22, STORY_CODE, BARRIER],
    ['solene', 'instagram/reel', percent(10), [-105], 30, STORY_CODE, BARRIER],
  ],
  friends: [
    ['tamsin', 'instagram/story', percent(15), [-118, -88, -58, -28], 24, STORY_CODE, FIRST],
    ['ilse', 'blog/article', percent(10), [-115, -60], 18, WRITTEN, SERUMS],
    ['wren', 'newsletter/email', percent(12), [-113, -85, -57, -29, -1], 46, WRITTEN, SERUMS],
    ['amara', 'instagram/reel', percent(20), [-102, -66, -31, -4], 62, STORY_CODE, SERUMS],
    ['zeynep', 'instagram/story', percent(20), [-96, -50], 20, STORY_CODE, FIRST, 34],
    ['kofi', 'youtube/short', SHIPPED_FREE, [-92, -47, -12], 16, DESCRIPTION, FIRST],
    ['hana', 'pinterest/pin', TRACKED, [-90, -45], 14, { link: 90, unseen: 10 }, SERUMS],
  ],
  school: [
    ['priya', 'youtube/video', percent(15), [-101, -73, -40, -15], 58, DESCRIPTION, SERUMS],
    ['wren', 'newsletter/email', TRACKED, [-98, -42], 16, { link: 80, utm: 20 }, SERUMS],
    ['ravi', 'instagram/reel', percent(12), [-70, -25], 26, BIO_LINK, SERUMS],
    ['jonas', 'podcast/episode', off(10), [-86, -43, -9], 27, SPOKEN, FIRST],
  ],
  shade: [
    ['bex', 'instagram/reel', percent(10), [-68], 21, STORY_CODE, SHADE],
    ['meiling', 'tiktok/short', percent(15), [-77, -52, -20], 54, BIO_LINK, SHADE],
    ['sefa', 'tiktok/short', SHIPPED_FREE, [-74, -38], 25, BIO_LINK, SHADE],
    ['theo', 'tiktok/short', percent(20), [-62, -33], 40, STORY_CODE, SHADE],
    ['marisol', 'youtube/video', percent(15), [-58, -21], 36, DESCRIPTION, SHADE],
    ['mateus', 'instagram/story', off(6), [-49, -17], 17, STORY_CODE, SHADE],
  ],
  quiz: [
    ['chiara', 'tiktok/short', welcome(20), [-53, -30, -11], 38, BIO_LINK, FIRST],
    ['ngozi', 'youtube/video', welcome(15), [-51, -19], 33, DESCRIPTION, FIRST],
    ['dario', 'youtube/short', welcome(15), [-48], 12, DESCRIPTION, FIRST],
    ['noor', 'tiktok/short', welcome(20), [-44, -22], 13, BIO_LINK, FIRST],
  ],
  night: [
    ['amara', 'instagram/story', percent(20), [-5, -2], 19, STORY_CODE, NIGHT],
    ['yuna', 'tiktok/short', percent(15), [-6, -1], 24, BIO_LINK, NIGHT],
    ['katya', 'tiktok/live', percent(25), [-4], 18, STORY_CODE, NIGHT],
    ['freya', 'youtube/video', percent(15), [-3], 11, DESCRIPTION, NIGHT],
  ],
};

const WELCOME: Readonly<Record<string, string>> = {
  barrier: 'These three calmed my skin when nothing else did. Start with the drops.',
  friends: 'What I really use, morning and night. Tell me how it goes!',
  school: 'You asked what is inside and why it works. Here is what I would begin with.',
  shade: 'No excuses left: shade for every day, every tone and every pocket.',
  quiz: 'Took the quiz? Then here is a gentle way to begin.',
  night: 'Put it on, turn off the light. My evening shelf, for you.',
};

/** Thirty collaborations: winners, the average, one that loses money (bex) and one whose code leaks (zeynep). */
export const COLLABORATIONS: readonly PlannedCollaboration[] = Object.entries(ROWS).flatMap(
  ([campaign, rows]) => rows.map((row) => planned(campaign, row)),
);

function planned(campaign: string, row: Row): PlannedCollaboration {
  const [influencer, where, offer, posts, drives, manners, featured, leaks = 0] = row;
  const [platform, format] = where.split('/') as [PlatformName, Format];
  return {
    key: `${influencer}.${campaign}`,
    influencer,
    campaign,
    platform,
    format,
    offer,
    posts,
    drives,
    manners,
    featured,
    leaks,
    welcomeText: WELCOME[campaign] ?? '',
  };
}
