import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LinkAsk, type LinkPlan, linkTarget } from '#app/domain/link-target.ts';
import { deepPath, storefrontOf, storefrontPath } from '#app/domain/storefront-path.ts';

const SHOP = storefrontOf({ primaryUrl: 'https://glowy.example', domain: 'glowy.myshopify.com' });
const NOW = new Date('2026-11-21T12:00:00Z');
const LINK: LinkPlan = {
  slug: 'k3jx9',
  destination: '/pages/jane',
  utm: { source: 'jane', medium: 'influencer', campaign: 'spring', content: null, term: null },
  page: { handle: 'jane', isThere: true },
  code: null,
  expiresAt: null,
  fallback: null,
};
const UTM = 'utm_source=jane&utm_medium=influencer&utm_campaign=spring&trb=k3jx9&trc=c1';

function follow(link: Partial<LinkPlan> = {}, query = '', ask: Partial<LinkAsk> = {}) {
  const asked = { query: new URLSearchParams(query), at: NOW, clickId: 'c1', ...ask };
  return linkTarget({ ...LINK, ...link }, SHOP, asked);
}

/** What leads, or might be read to lead, out of the shop. */
const ELSEWHERE = [
  'https://evil.example/x',
  'http://evil.example',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n//evil.example',
  '\u0000/products/x',
  ' //evil.example',
  'javascript:alert(1)',
  'JaVaScRiPt://glowy.example/%0aalert(1)',
  'data:text/html,x',
  'file:///etc/passwd',
  'mailto:a@glowy.example',
  'https://glowy.example@evil.example/',
  'https://glowy.example:pass@glowy.example/',
  'https://jane@glowy.example/',
  'https://glowy.example.evil.example/',
  'https://evilglowy.example/',
  'https://glowy.example:8443/',
  'https:/evil.example',
  'https:evil.example',
  'https://glowy。example.evil.example/',
  '/.//evil.example',
  '/..//evil.example',
  '/a/..//evil.example',
  '/%2e//evil.example',
  '/%2F%2Fevil.example',
  '/%2fevil.example',
  '/%252Fevil.example',
  '/%25252Fevil.example',
  '/%5Cevil.example',
  '/%255Cevil.example',
  '/./%2F/evil.example',
  '/%09/evil.example',
  '/%00',
  '/%E0%A4%A',
  '/%',
  'products/x',
  '?x=1',
  '#x',
  '',
  '/\ud800',
  `/${'x'.repeat(3000)}`,
];

describe('a path on the storefront', () => {
  it.each([
    ['/', '/'],
    ['/products/serum?variant=7#reviews', '/products/serum?variant=7#reviews'],
    ['https://glowy.example/products/serum', '/products/serum'],
    ['HTTPS://GLOWY.EXAMPLE/pages/Jane', '/pages/Jane'],
    ['http://glowy.example/pages/jane', '/pages/jane'],
    ['https://glowy.myshopify.com/collections/all', '/collections/all'],
    ['https://glowy.example', '/'],
    ['/pages/søren', '/pages/s%C3%B8ren'],
    ['/search?q=https://evil.example', '/search?q=https://evil.example'],
    ['/a/../products/x', '/products/x'],
  ])('is made of %s', (text, path) => {
    expect(storefrontPath(text, SHOP)).toBe(path);
  });

  it.each(ELSEWHERE)('is not made of %j', (text) => {
    expect(storefrontPath(text, SHOP)).toBeNull();
    expect(deepPath(text, SHOP)).toBeNull();
  });

  it.each([
    '/',
    '/?a=1',
    '/products/x',
    '/en-us/products/x',
    '/fr/collections/y',
    '/pages/z',
    '/blogs/news/post',
  ])('lets anybody be sent to %s', (path) => expect(deepPath(path, SHOP)).toBe(path));

  it.each([
    '/discount/STOLEN?redirect=%2F',
    '/account/logout',
    '/cart/1:1',
    '/admin',
    '/apps/x',
    '/products',
    '/evil/products/x',
  ])('lets nobody be sent to %s by what stands in an address', (path) =>
    expect(deepPath(path, SHOP)).toBeNull(),
  );

  it('takes the myshopify domain where the primary address is none', () => {
    const shop = storefrontOf({ primaryUrl: 'javascript:x', domain: 'glowy.myshopify.com' });
    expect(shop).toEqual({ origin: 'https://glowy.myshopify.com', hosts: ['glowy.myshopify.com'] });
  });
});

describe('the target of a link', () => {
  it('carries the UTM parameters, the link and the click', () => {
    expect(follow().url).toBe(`https://glowy.example/pages/jane?${UTM}`);
    expect(follow({}, '', { clickId: null }).url).not.toContain('trc');
  });

  it('keeps what the destination has of its own', () => {
    expect(follow({ destination: '/products/x?variant=7&utm_source=old#top' }).url).toBe(
      `https://glowy.example/products/x?variant=7&${UTM}#top`,
    );
  });

  it('is the page that the address asks for, where anybody may be sent there', () => {
    expect(follow({}, 'to=/products/serum?variant=7').path).toBe('/products/serum?variant=7');
    expect(follow({}, 'to=https://glowy.example/collections/all').path).toBe('/collections/all');
  });

  it.each(ELSEWHERE)('ignores a wish for %j, a destination and a fallback there', (elsewhere) => {
    expect(follow({}, String(new URLSearchParams({ to: elsewhere }))).path).toBe('/pages/jane');
    expect(follow({ destination: elsewhere }).path).toBe('/');
    expect(follow({ expiresAt: NOW, fallback: elsewhere }).path).toBe('/');
  });

  it('hands on advertising ids and UTM parameters of its own, and nothing else', () => {
    const { url, adClick } = follow(
      {},
      'gclid=G1&utm_content=story&utm_source=thief&trb=other&trc=x&discount=STOLEN&redirect=//evil&signature=s',
    );
    expect(adClick).toBe('gclid');
    expect(Object.fromEntries(new URL(url).searchParams)).toEqual({
      gclid: 'G1',
      utm_content: 'story',
      utm_source: 'jane',
      utm_medium: 'influencer',
      utm_campaign: 'spring',
      trb: 'k3jx9',
      trc: 'c1',
    });
    expect(follow().adClick).toBeNull();
  });

  it('goes through the discount with the parameters outside and inside', () => {
    const { url, path } = follow({ code: 'JANE 15%', destination: '/pages/jane?a=1#offer' });
    const outer = new URL(url);
    expect(path).toBe('/pages/jane?a=1#offer');
    expect(outer.pathname).toBe('/discount/JANE%2015%25');
    expect(outer.searchParams.get('redirect')).toBe(`/pages/jane?a=1&${UTM}#offer`);
    outer.searchParams.delete('redirect');
    expect(outer.search.slice(1)).toBe(UTM);
  });

  it('leads to the fallback, without the code, from the instant at which it expires', () => {
    const link = { code: 'JANE15', expiresAt: NOW, fallback: '/collections/all' };
    expect(follow(link)).toMatchObject({ path: '/collections/all' });
    expect(follow(link, 'to=/products/x').url).toBe(`https://glowy.example/collections/all?${UTM}`);
    expect(follow({ ...link, fallback: null }).path).toBe('/');
    const before = new Date(NOW.getTime() - 1);
    expect(follow(link, '', { at: before })).toMatchObject({
      path: '/pages/jane',
    });
  });

  it('leads to the fallback while her page is not there, but only where it would lead to her page', () => {
    const page = { handle: 'jane', isThere: false };
    expect(follow({ page }).path).toBe('/');
    const elsewhere = { page, fallback: '/collections/all' };
    expect(follow({ ...elsewhere, destination: '/pages/jane?a=1#b' }).path).toBe(
      '/collections/all',
    );
    expect(follow({ ...elsewhere, destination: '/pages/janet' }).path).toBe('/pages/janet');
    expect(follow(elsewhere, 'to=/products/x').path).toBe('/products/x');
  });

  it('lies on the shop, whatever link, request and settings say', () => {
    const piece = fc.oneof(
      fc.constantFrom(...ELSEWHERE),
      fc.webUrl({ withQueryParameters: true }),
      fc.string({ unit: 'binary' }),
      fc
        .array(
          fc.constantFrom(
            '/',
            '\\',
            '.',
            '%2f',
            '%5c',
            '%',
            '@',
            ':',
            '//',
            'evil.example',
            '?',
            '#',
            '\t',
            'https:',
            'products',
          ),
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(
        fc.record({ to: piece, destination: piece, fallback: fc.option(piece), more: piece }),
        fc.option(
          fc.string({ minLength: 1, unit: fc.constantFrom('A', '/', '?', '#', '%', '.', 'ü') }),
        ),
        fc.boolean(),
        ({ to, destination, fallback, more }, code, expired) => {
          const query = new URLSearchParams({ to, redirect: more, utm_source: more, gclid: more });
          const expiresAt = expired ? NOW : null;
          const link = { ...LINK, destination, fallback, code, expiresAt };
          const { url, path } = linkTarget(link, SHOP, { query, at: NOW, clickId: 'c1' });
          const target = new URL(url);
          expect(target.origin).toBe('https://glowy.example');
          expect(path).toMatch(/^\/(?![/\\])/);
          const inner = target.searchParams.get('redirect');
          if (
            target.pathname.startsWith('/discount/') &&
            inner !== null &&
            code !== null &&
            !expired
          ) {
            expect(inner).toMatch(/^\/(?![/\\])/);
            expect(new URL(inner, SHOP.origin).origin).toBe(SHOP.origin);
          }
          expect(target.searchParams.getAll('trb')).toContain('k3jx9');
        },
      ),
      { numRuns: 500 },
    );
  });
});
