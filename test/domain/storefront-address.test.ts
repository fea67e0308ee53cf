import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { referrerAddress, storefrontAddress } from '#app/domain/storefront-address.ts';
import { outsideReferrer, pageAddress } from '#extensions/tracking-pixel/src/page-address.ts';

describe('an address on a storefront', () => {
  it.each([
    ['/', '/'],
    [
      '/products/serum?utm_source=jane&trb=j1&trc=c1',
      '/products/serum?utm_source=jane&trb=j1&trc=c1',
    ],
    ['/?variant=1&email=a%40b.c&UTM_Source=x&fbclid=f', '/?UTM_Source=x&fbclid=f'],
    ['/discount/JANE10?redirect=%2F&discount=JANE10', '/discount/JANE10?discount=JANE10'],
    ['/checkouts/cn/secret/thank_you?key=k&utm_source=s', '/checkouts?utm_source=s'],
    ['/en-ca/account/orders/1', '/en-ca/account'],
    ['/12345/orders/secret', '/12345/orders'],
    ['/a/../b#secret', '/b'],
    ['/ü', '/%C3%BC'],
    ['//evil.example/', '/evil.example/'],
    ['/\\evil.example/', '/evil.example/'],
    ['//checkouts/secret', '/checkouts'],
    [`/p?utm_term=${'x'.repeat(300)}`, `/p?utm_term=${'x'.repeat(255)}`],
    [`/${'x'.repeat(1_500)}`, `/${'x'.repeat(1_023)}`],
  ])('is cleaned: case %#', (given, kept) => {
    expect(storefrontAddress(given)).toBe(kept);
  });

  it.each(['', 'products', 'https://shop.example/', 'javascript:alert(1)', '?utm_source=x'])(
    '%j is none',
    (given) => {
      expect(storefrontAddress(given)).toBeNull();
    },
  );

  it('is left as it is where the pixel made it', () => {
    const words = fc.constantFrom('utm_source', 'trb', 'discount', 'email', 'gclid', 'checkouts');
    const query = fc.array(fc.tuple(words, fc.string({ unit: 'binary', maxLength: 300 })));
    fc.assert(
      fc.property(fc.webPath(), query, (path, pairs) => {
        const url = new URL(`https://glowy.example${path}`);
        for (const [name, value] of pairs) url.searchParams.append(name, value.toWellFormed());
        const sent = pageAddress(url.href).url;
        // But for a beginning that could be taken for another host.
        fc.pre(!sent.startsWith('//'));
        expect(storefrontAddress(sent)).toBe(sent);
      }),
    );
  });

  it('holds nothing that was not asked for, whatever is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (path, secret) => {
        const kept = storefrontAddress(
          `/${path}?password=${encodeURIComponent(secret.toWellFormed())}#x`,
        );
        expect(kept ?? '').not.toContain('password=');
        expect(kept ?? '').not.toContain('#');
      }),
    );
  });
});

describe('a referrer', () => {
  it.each([
    ['https://www.instagram.com/p/1?igsh=secret#x', 'https://www.instagram.com/p/1'],
    ['https://user:word@blog.example:8443/a', 'https://blog.example:8443/a'],
    ['android-app://com.instagram.android/', 'android-app://com.instagram.android/'],
    ['ftp://files.example/', null],
    ['mailto:a@b.example', null],
    ['instagram.com', null],
  ])('%s is kept as %s', (given, kept) => {
    expect(referrerAddress(given)).toBe(kept);
  });

  it('is left as it is where the pixel made it', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true }), (url) => {
        const sent = outsideReferrer(url, []) ?? '';
        expect(referrerAddress(sent)).toBe(sent);
      }),
    );
  });
});
