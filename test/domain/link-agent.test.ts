import { describe, expect, it } from 'vitest';
import { deviceOf, inAppOf } from '#app/domain/device.ts';
import { type LinkAgent, linkAgent } from '#app/domain/link-agent.ts';

const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const PIXEL =
  'Mozilla/5.0 (Linux; Android 15; Pixel 8 Build/AP3A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/130.0.0.0 Mobile Safari/537.36';
const MAC =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15';
const GALAXY_TAB =
  'Mozilla/5.0 (Linux; Android 14; SM-X710) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36';

const agentOf = (headers: Record<string, string>, method = 'GET', isCheck = false): LinkAgent =>
  linkAgent({ method, isCheck, header: (name) => headers[name] });

/** What people hold in their hands: user agent, device, built-in browser. */
const PEOPLE: [string, string, string | null][] = [
  [`${IPHONE} Version/18.0 Mobile/15E148 Safari/604.1`, 'phone', null],
  [MAC, 'computer', null],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0',
    'computer',
    null,
  ],
  [
    'Mozilla/5.0 (iPad; CPU OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148',
    'tablet',
    null,
  ],
  [GALAXY_TAB, 'tablet', null],
  [
    `${IPHONE} Mobile/22B83 Instagram 356.0.0.29.90 (iPhone15,2; iOS 18_1; en_US; scale=3.00)`,
    'phone',
    'instagram',
  ],
  [`${PIXEL} Instagram 356.0.0.41.101 Android`, 'phone', 'instagram'],
  [
    `${IPHONE} Mobile/22B83 [FBAN/FBIOS;FBAV/489.0.0.36;FBBV/660;FBDV/iPhone15,2]`,
    'phone',
    'facebook',
  ],
  [`${PIXEL} [FB_IAB/FB4A;FBAV/489.0.0.0.48;]`, 'phone', 'facebook'],
  [
    `${IPHONE} Mobile/22B83 musical_ly_36.8.0 JsSdk/2.0 NetType/WIFI Channel/App Store ByteLocale/en BytedanceWebview/d8a21c6`,
    'phone',
    'tiktok',
  ],
  [`${PIXEL} trill_360803 BytedanceWebview/d8a21c6`, 'phone', 'tiktok'],
  [
    `${IPHONE} Mobile/22B83 Snapchat/13.15.0.50 (like Safari/8619.2.8.10.7, panda)`,
    'phone',
    'snapchat',
  ],
  [`${IPHONE} Mobile/22B83 [Pinterest/iOS]`, 'phone', 'pinterest'],
  [`${PIXEL} [Pinterest/Android]`, 'phone', 'pinterest'],
  [`${PIXEL} WhatsApp/2.24.23.78`, 'phone', 'whatsapp'],
  [`${IPHONE} Mobile/22B83 Barcelona 356.0.0.29.90`, 'phone', 'threads'],
  [`${IPHONE} Mobile/22B83 Twitter for iPhone/10.67`, 'phone', 'x'],
  [`${IPHONE} Mobile/22B83 [LinkedInApp]/9.30`, 'phone', 'linkedin'],
];

describe('who follows a link', () => {
  it.each(PEOPLE)('is a person with %s', (userAgent, device, inApp) => {
    expect(agentOf({ 'user-agent': userAgent })).toBe('person');
    expect([deviceOf(userAgent), inAppOf(userAgent)]).toEqual([device, inApp]);
  });

  it.each([
    'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
    // iMessage draws its cards under these names.
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) AppleWebKit/601.2.4 (KHTML, like Gecko) Version/9.0.1 Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0',
    'Twitterbot/1.0',
    'WhatsApp/2.23.20.0',
    'WhatsApp/2.23.20.0 A',
    'TelegramBot (like TwitterBot)',
    'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
    'Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)',
    'LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)',
    'Mozilla/5.0 (compatible; Pinterestbot/1.0; +http://www.pinterest.com/bot.html)',
    'Mozilla/5.0 (compatible; Snap URL Preview Service; bot; snapchat; https://developers.snap.com/robots)',
    'Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5',
    'Mozilla/5.0 (compatible; Bluesky Cardyb/1.1; +mailto:support@bsky.app)',
  ])('is a preview with %s', (userAgent) => {
    expect(agentOf({ 'user-agent': userAgent })).toBe('preview');
  });

  it.each([
    'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
    'Mozilla/5.0 (Linux; Android 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Mobile Safari/537.36 (compatible; Bytespider; spider-feedback@bytedance.com)',
    'curl/8.5.0',
    'python-requests/2.32.0',
    'Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/130.0.0.0 Safari/537.36',
    'meta-externalagent/1.1',
    '',
    '   ',
  ])('is a bot with %j', (userAgent) => {
    expect(agentOf({ 'user-agent': userAgent })).toBe('bot');
  });

  it('is a bot without any name', () => {
    expect(agentOf({})).toBe('bot');
    expect([deviceOf(null), inAppOf(undefined)]).toEqual([null, null]);
  });

  it.each([
    { 'sec-purpose': 'prefetch' },
    { 'sec-purpose': 'prefetch;prerender' },
    { purpose: 'prefetch' },
    { 'x-moz': 'prefetch' },
    { 'x-purpose': 'preview' },
  ])('is a prefetch with %j', (headers) => {
    expect(agentOf({ 'user-agent': MAC, ...headers })).toBe('prefetch');
  });

  it.each([
    ['document', 'person'],
    ['image', 'bot'],
    ['iframe', 'bot'],
    ['empty', 'bot'],
  ] as const)('that asks for a %s is a %s', (destination, agent) => {
    expect(agentOf({ 'user-agent': MAC, 'sec-fetch-dest': destination })).toBe(agent);
  });

  it('is told apart by HEAD, and our own check by its mark before anything else', () => {
    expect(agentOf({ 'user-agent': MAC }, 'HEAD')).toBe('head');
    expect(agentOf({ 'user-agent': 'curl/8' }, 'HEAD', true)).toBe('check');
  });
});
