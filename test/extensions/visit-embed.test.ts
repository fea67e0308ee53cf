import { expect, it } from 'vitest';
import { PAGE_DATA_ID } from '#test/standin/extensions/page-extensions.ts';
import { VisitorClock } from '#test/standin/extensions/visitor-clock.ts';
import { openDocument, type VisitorDocument } from '#test/standin/extensions/visitor-document.ts';
import { VisitorCookies } from '#test/standin/storefront/visitor-cookies.ts';

const SITE = 'glowy.myshopify.com';
const VISITOR = '11111111-2222-4333-8444-555555555555';

type Attributes = Record<string, string>;

type Opened = {
  /** Attributes as they were sent, by `_tributary_` left out. */
  sent: Attributes[];
  document: VisitorDocument;
  clock: VisitorClock;
  cookies: VisitorCookies;
};

/** A page with the embed. */
async function open(options: {
  path?: string;
  referrer?: string;
  kept?: Attributes;
  pageLink?: string;
  asksConsent?: boolean;
  visitor?: string;
  /** What the banner was answered on an earlier page. */
  answered?: { analytics: boolean; marketing: boolean };
}): Promise<Opened> {
  const { kept = {}, asksConsent = false } = options;
  const sent: Attributes[] = [];
  const clock = new VisitorClock(0);
  const cookies = new VisitorCookies(() => 0);
  if (options.answered) {
    const answer = encodeURIComponent(JSON.stringify(options.answered));
    cookies.set(SITE, `_tracking_consent=${answer}`, 'script');
  }
  if (options.visitor) cookies.set(SITE, `_trb_v=${options.visitor}`, 'script');
  const dataset = {
    'cart-url': '/cart/update.js',
    visitor: '',
    click: '',
    link: '',
    consent: '',
    ...kept,
  };
  const attributes = Object.entries({ ...dataset, 'page-link': options.pageLink ?? '' }).map(
    ([name, value]) => `data-${name}="${value}"`,
  );
  const html = `<script type="application/json" id="${PAGE_DATA_ID}">${JSON.stringify({ asksConsent })}</script>
<script src="/x/visit-embed.js" defer ${attributes.join(' ')}></script>`;
  const document = openDocument(
    {
      url: new URL(options.path ?? '/', `https://${SITE}`),
      referrer: options.referrer ?? '',
      html,
    },
    {
      site: SITE,
      cookies,
      localStorage: new Map(),
      sessionStorage: new Map(),
      userAgent: '',
      fetch: async (url, { method, body }) => {
        expect([url.href, method]).toEqual([`https://${SITE}/cart/update.js`, 'POST']);
        const short = [...new URLSearchParams(body ?? '')].map(([name, value]) => [
          name.replace(/^attributes\[_tributary_(\w+)\]$/, '$1'),
          value,
        ]);
        sent.push(Object.fromEntries(short) as Attributes);
        return new Response('{}');
      },
    },
    clock,
    true,
  );
  await clock.stay(5_000);
  return { sent, document, clock, cookies };
}

const LINK = '/p?trb=jane&trc=c1';

it('keeps link, visitor and click with consent, in one request', async () => {
  const { sent } = await open({ path: LINK, visitor: VISITOR });
  expect(sent).toEqual([{ link: 'jane', visitor: VISITOR, click: 'c1' }]);
});

it('asks the shop for nothing where the cart has everything already', async () => {
  const kept = { visitor: VISITOR, click: 'c1', link: 'jane' };
  expect((await open({ path: LINK, visitor: VISITOR, kept })).sent).toEqual([]);
  expect((await open({ path: '/p', visitor: VISITOR, kept })).sent).toEqual([]);
});

it('makes the visitor’s id where the pixel has not been faster', async () => {
  const { sent, cookies } = await open({ path: '/p' });
  expect(sent).toEqual([{ visitor: cookies.get(SITE, '_trb_v') }]);
});

it('keeps the link alone before consent, and the rest when it comes', async () => {
  const { sent, document, clock, cookies } = await open({ path: LINK, asksConsent: true });
  expect(sent).toEqual([{ link: 'jane' }]);
  expect(cookies.header(SITE)).toBe('');
  document.answer(true);
  await clock.stay(5_000);
  expect(sent.slice(1)).toEqual([{ click: 'c1', visitor: cookies.get(SITE, '_trb_v') }]);
});

it('takes click and visitor back with the consent', async () => {
  const kept = { visitor: VISITOR, click: 'c1', link: 'jane' };
  const { sent, document, clock, cookies } = await open({ path: '/p', visitor: VISITOR, kept });
  document.answer(false);
  await clock.stay(5_000);
  expect(sent).toEqual([{ visitor: '', click: '', consent: 'declined' }]);
  expect(cookies.get(SITE, '_trb_v')).toBeUndefined();
});

it('keeps a refusal, not a banner that nobody answered, until there is a yes', async () => {
  const { sent, document, clock, cookies } = await open({ path: '/p', asksConsent: true });
  expect(sent).toEqual([]);
  document.answer(false);
  await clock.stay(5_000);
  expect(sent).toEqual([{ consent: 'declined' }]);
  document.answer(false);
  await clock.stay(5_000);
  expect(sent).toHaveLength(1);
  document.answer(true);
  await clock.stay(5_000);
  expect(sent.slice(1)).toEqual([{ consent: '', visitor: cookies.get(SITE, '_trb_v') }]);
});

it('keeps a refusal of an earlier page with a new cart, and says it once', async () => {
  const declined = { asksConsent: true, answered: { analytics: true, marketing: false } };
  expect((await open({ path: '/p', ...declined })).sent).toEqual([{ consent: 'declined' }]);
  const again = { path: '/p', ...declined, kept: { consent: 'declined' } };
  expect((await open(again)).sent).toEqual([]);
});

it('a new link takes the place of the old, and of its click', async () => {
  const kept = { visitor: VISITOR, click: 'c1', link: 'jane' };
  const { sent } = await open({ path: '/p?trb=mia', visitor: VISITOR, kept });
  expect(sent).toEqual([{ click: '', link: 'mia' }]);
});

it.each([
  ['an influencer’s page counts where no link is known', {}, [{ link: 'mia' }]],
  ['but not over a link', { link: 'jane' }, []],
])('%s', async (_name, kept, expected) => {
  const options = { path: '/pages/mia', pageLink: 'mia', asksConsent: true, kept };
  expect((await open(options)).sent).toEqual(expected);
});

it.each([
  ['the shop’s page before may still say the link', `https://${SITE}/p?trb=jane`, {}, ['jane']],
  ['but not over another one', `https://${SITE}/p?trb=jane`, { link: 'mia' }, []],
  ['and no other site may', 'https://evil.example/?trb=jane', {}, []],
])('%s', async (_name, referrer, kept, expected) => {
  const { sent } = await open({ path: '/cart', referrer, kept, asksConsent: true });
  expect(sent.map(({ link }) => link)).toEqual(expected);
});

it('takes only what can be an id', async () => {
  const path = `/p?trb=${encodeURIComponent('<b>')}&trc=${'x'.repeat(65)}`;
  expect((await open({ path, visitor: 'nonsense', asksConsent: true })).sent).toEqual([]);
});
