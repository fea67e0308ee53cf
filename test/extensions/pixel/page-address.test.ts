import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clickIdFromUrl, linkIdFromUrl, utmFromUrl } from '#app/domain/utm.ts';
import { outsideReferrer, pageAddress } from '#extensions/tracking-pixel/src/page-address.ts';
import { LONGEST_URL } from '#extensions/tracking-pixel/src/wire.ts';

const SHOP = 'https://glowy.example';

describe('pageAddress', () => {
  it.each([
    ['/', '/'],
    ['/products/x?variant=7&q=my+name#top', '/products/x'],
    ['/p?utm_source=a&email=b%40c.d&UTM_Medium=m&trb=j', '/p?utm_source=a&UTM_Medium=m&trb=j'],
    ['/p?discount=JANE15&fbclid=f', '/p?fbclid=f&discount=JANE15'],
    ['/checkouts/cn/secret/thank-you?key=k&utm_source=a', '/checkouts?utm_source=a'],
    ['/de-at/checkouts/cn/secret', '/de-at/checkouts'],
    ['/61234/orders/secret?x=1', '/61234/orders'],
    ['/account/reset/1/secret', '/account'],
    ['/cart/40001:1?discount=A', '/cart?discount=A'],
    ['/gift_cards/1/secret', '/gift_cards'],
    ['/pages/orders-faq', '/pages/orders-faq'],
  ])('of %s is %s', (given, expected) => {
    expect(pageAddress(SHOP + given).url).toBe(expected);
  });

  it('keeps all that the app reads, and no more than it takes', () => {
    const name = fc.constantFrom(
      ...['utm_source', 'utm_medium', 'utm_campaign', 'utm_content', 'utm_term', 'trb', 'trc'],
      ...['gclid', 'gbraid', 'wbraid', 'dclid', 'msclkid', 'ttclid', 'twclid', 'li_fat_id'],
      ...['sccid', 'rdt_cid', 'epik', 'fbclid', 'UTM_SOURCE', 'x', 'email'],
    );
    const value = fc.string({ maxLength: 30, unit: 'grapheme' });
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value), { maxLength: 8 }), (query) => {
        const href = `${SHOP}/p?${new URLSearchParams(query)}`;
        const { url } = pageAddress(href);
        expect(url.length).toBeLessThanOrEqual(LONGEST_URL);
        expect(utmFromUrl(url)).toEqual(utmFromUrl(href));
        expect(clickIdFromUrl(url)).toEqual(clickIdFromUrl(href));
        expect(linkIdFromUrl(url)).toEqual(linkIdFromUrl(href));
        expect(url).not.toMatch(/[?&](email|x)=/);
      }),
    );
  });

  it('never grows beyond its bounds and never throws', () => {
    const long = `${SHOP}/${'p'.repeat(3_000)}?utm_source=${'%F0%9F%8C%B8'.repeat(400)}&utm_term=${'t'.repeat(3_000)}`;
    expect(pageAddress(long).url.length).toBeLessThanOrEqual(LONGEST_URL);
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(pageAddress(text).url.length).toBeLessThanOrEqual(LONGEST_URL);
      }),
    );
  });
});

describe('outsideReferrer', () => {
  it.each([
    ['https://www.instagram.com/jane/?igsh=1#x', 'https://www.instagram.com/jane/'],
    ['https://user:word@blog.example:8443/post', 'https://blog.example:8443/post'],
    ['android-app://com.google.android.gm/', 'android-app://com.google.android.gm/'],
    ['https://glowy.example/products/x', null],
    ['about:client', null],
    ['', null],
  ])('of %s is %s', (given, expected) => {
    expect(outsideReferrer(given, ['glowy.example'])).toBe(expected);
  });
});
