import { webhookIdOf } from '../load/signed-request.ts';

/** What a series of clicks shares. */
export type ClickPlan = {
  slugs: string[];
  /** Clicks of different series come from different browsers. */
  series: number;
  count: number;
};

const BROWSERS = [
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 380.0.0.28.104 (iPhone15,2; iOS 18_5; en_US; scale=3.00)',
  'Mozilla/5.0 (Linux; Android 15; Pixel 8 Build/AP3A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/140.0.0.0 Mobile Safari/537.36 trill_360803 BytedanceWebview/d8a21c6',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
  'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
];

/** Click `index` of a series, as a browser sends it that was here before: its cookie is in no other request. */
export function clickRequest({ slugs, series }: ClickPlan, index: number): { bytes: Buffer } {
  const slug = slugs[index % slugs.length] ?? '';
  const head =
    `GET /r/${slug}?fbclid=IwAR${index} HTTP/1.1\r\nHost: localhost\r\n` +
    `User-Agent: ${BROWSERS[index % BROWSERS.length]}\r\n` +
    'Accept: text/html,application/xhtml+xml\r\nAccept-Language: en-US\r\n' +
    'Referer: https://l.instagram.com/\r\nSec-Fetch-Dest: document\r\nSec-Fetch-Mode: navigate\r\n' +
    `Cookie: _trb_r=${browserOf(series, index)}\r\n\r\n`;
  return { bytes: Buffer.from(head, 'latin1') };
}

/** Whether the app keeps the browser of this click; it keeps those of people only. */
export function isPerson(index: number): boolean {
  return index % BROWSERS.length !== BROWSERS.length - 1;
}

/** The id in the cookie of a click. */
export function browserOf(series: number, index: number): string {
  return webhookIdOf(series, index);
}
