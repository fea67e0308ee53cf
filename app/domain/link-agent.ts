import { isbot } from 'isbot';

/**
 * Who follows a tracking link. Only a `person` is counted. `preview`: the card that a network or a messenger shows of
 * a link; `prefetch`: a browser that fetches what might be opened; `check`: our own launch check.
 */
export const LINK_AGENTS = ['person', 'bot', 'preview', 'prefetch', 'head', 'check'] as const;
export type LinkAgent = (typeof LINK_AGENTS)[number];

/** What a request tells of who sent it. */
export type RequestSigns = {
  readonly method: string;
  /** The value of a header by its lower-case name. */
  readonly header: (name: string) => string | null | undefined;
  /** Whether it carries a valid mark of our own launch check. */
  readonly isCheck: boolean;
};

/**
 * Fetchers that draw a link's preview, by what their makers say of them. Many are no bots by their name. Messengers
 * that fetch under their own name begin with it, while their built-in browsers begin with Mozilla and are people.
 */
const PREVIEW = new RegExp(
  [
    'facebookexternalhit',
    'facebot',
    'meta-externalfetcher',
    'twitterbot',
    '^whatsapp/',
    '^instagram-link',
    '^threads-link',
    'telegrambot',
    'slackbot',
    'slack-imgproxy',
    'discordbot',
    'linkedinbot',
    'pinterestbot',
    'pinterest/0\\.',
    'snap url preview',
    'snapchat-link',
    'tiktok-?(preview|spider)',
    'redditbot',
    'skypeuripreview',
    'microsoftpreview',
    'bingpreview',
    'google-pagerenderer',
    'googlemessages',
    '^viber/',
    '^line-poker',
    'kakaotalk-scrap',
    'vkshare',
    'tumblr/',
    'bluesky cardyb',
    '^mastodon/',
    'https?://[^ )]*/mastodon',
    '^signal',
    'embedly',
    'iframely',
    'mattermost-bot',
    'zoominfobot-preview',
  ].join('|'),
  'i',
);

/** The apps whose built-in browsers bring most of the followers: people, whatever a list of bots makes of the name. */
const IN_APP_BROWSER =
  /^mozilla\/5\.0 \((?:iphone|ipad|ipod|linux; (?:u; )?android)[^)]*\).*(?:instagram|fban\/|fbav\/|fb_iab|barcelona|tiktok|musical_ly|bytedancewebview|trill_|snapchat|pinterest(?:\/|[ ;\]]|$)|whatsapp|line\/|micromessenger|twitter|linkedinapp|reddit)/i;

/** Who it is, by the request's own words. A mark of ours is believed first, then what the browser says of itself. */
export function linkAgent({ method, header, isCheck }: RequestSigns): LinkAgent {
  if (isCheck) return 'check';
  if (method === 'HEAD') return 'head';
  const purpose = `${header('sec-purpose') ?? ''} ${header('purpose') ?? ''} ${header('x-moz') ?? ''} ${header('x-purpose') ?? ''}`;
  if (/prefetch|prerender|preview/i.test(purpose)) return 'prefetch';
  const userAgent = header('user-agent')?.trim() ?? '';
  if (userAgent === '') return 'bot';
  if (PREVIEW.test(userAgent)) return 'preview';
  // A link that an image, a frame or a script asks for was clicked by nobody, whoever's browser it is.
  const destination = header('sec-fetch-dest');
  if (destination && destination !== 'document') return 'bot';
  if (IN_APP_BROWSER.test(userAgent)) return 'person';
  return isbot(userAgent) ? 'bot' : 'person';
}
