import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LandingBody, landingPageHtml } from '#app/domain/landing-body.ts';

const empty: LandingBody = {
  influencerName: 'Jane',
  welcomeText: null,
  code: null,
  offerText: null,
  products: [],
};

describe('landingPageHtml', () => {
  it('shows welcome, offer, code and products', () => {
    const html = landingPageHtml({
      influencerName: 'Jane',
      welcomeText: 'Hi\nthere\n\nEnjoy',
      code: 'JANE15',
      offerText: '15% off',
      products: [
        {
          title: 'Serum',
          url: '/products/serum?trb=1&x=2',
          imageUrl: 'https://cdn.example/s.jpg',
          priceText: '$20.00',
        },
      ],
    });
    expect(html).toBe(
      '<div class="tributary-page"><div class="tributary-page__welcome"><p>Hi<br>there</p><p>Enjoy</p></div>' +
        '<p class="tributary-page__offer"><strong>15% off</strong></p>' +
        '<p class="tributary-page__code">Use code <strong><code>JANE15</code></strong> at checkout.</p>' +
        '<div class="tributary-page__products"><h2>Jane’s picks</h2><ul><li class="tributary-page__product">' +
        '<a href="/products/serum?trb=1&amp;x=2">' +
        '<img src="https://cdn.example/s.jpg" alt="" loading="lazy" width="320" height="320">' +
        '<span class="tributary-page__product-title">Serum</span> ' +
        '<span class="tributary-page__product-price">$20.00</span></a></li></ul></div></div>',
    );
  });

  it('leaves out what there is not', () => {
    expect(landingPageHtml(empty)).toBe('<div class="tributary-page"></div>');
  });

  it.each([
    'javascript:alert(1)',
    ' JavaScript:alert(1)',
    'data:text/html,x',
    '//evil.example',
    '/\\evil.example',
    'vbscript:x',
    '',
  ])('follows no address like %j', (address) => {
    const product = { title: 'T', url: address, imageUrl: address, priceText: null };
    const html = landingPageHtml({ ...empty, products: [product] });
    expect(html).not.toMatch(/href|src/);
  });

  it('shows every character as it was typed', () => {
    expect(landingPageHtml({ ...empty, offerText: `<b>"Jane's" & co` })).toContain(
      '&lt;b&gt;&quot;Jane&#39;s&quot; &amp; co',
    );
  });

  it('lets no text become markup', () => {
    const hostile = fc.oneof(
      fc.string(),
      fc.constantFrom('<script>', '"><img src=x onerror=alert(1)>', "' onload='x", '</p>', '&lt;'),
    );
    const skeleton = (html: string) => html.replace(/[^<>"]/g, '');
    fc.assert(
      fc.property(hostile, (text) => {
        const body = (word: string): LandingBody => ({
          influencerName: word,
          welcomeText: `a${word.replaceAll('\n', '')}`,
          code: word,
          offerText: word,
          products: [{ title: word, url: `/p?${word}`, imageUrl: `/i?${word}`, priceText: word }],
        });
        expect(skeleton(landingPageHtml(body(text)))).toBe(skeleton(landingPageHtml(body('word'))));
      }),
    );
  });
});
