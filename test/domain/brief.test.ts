import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BriefFacts, briefOf } from '#app/domain/brief.ts';

const JANE: BriefFacts = {
  influencerName: 'Jane Doe',
  shopName: 'Glowy',
  campaignName: 'Spring Glow',
  code: 'JANE10',
  offer: '10% off your order',
  endsOn: '31 December 2026',
  link: 'https://glowy.example/apps/t/x7?a=1&b=2',
  qr: 'https://app.example/r/x7',
  page: 'https://glowy.example/pages/jane-doe',
  short: 'https://glowy.example/jane-doe',
};

describe('briefOf', () => {
  it('tells her by her first name what she has, what it gives and what to do', () => {
    const { subject, text, html, qr } = briefOf(JANE, 'See you at the launch!');
    expect(subject).toBe('Spring Glow: your code and link for Glowy');
    expect(text).toContain('Hi Jane,');
    expect(text).toContain('See you at the launch!');
    expect(text).toContain('Your code: JANE10 – gives 10% off your order, until 31 December 2026');
    expect(text).toContain('Your link: https://glowy.example/apps/t/x7?a=1&b=2');
    expect(text).toMatch(/advertising/);
    expect(html).toContain('href="https://glowy.example/apps/t/x7?a=1&amp;b=2"');
    expect(qr).toBe(JANE.qr);
  });

  it('leaves out what there is not', () => {
    const bare = {
      ...JANE,
      code: null,
      offer: null,
      link: null,
      qr: null,
      page: null,
      short: null,
    };
    const { text, html, qr } = briefOf(bare, '  ');
    expect(text).not.toMatch(/code|link|QR/i);
    expect(html).not.toContain('<img');
    expect(qr).toBeNull();
  });

  it('lets no text become markup', () => {
    const hostile = fc.oneof(
      fc.string(),
      fc.constantFrom('<script>', '"><img src=x onerror=alert(1)>', "' onload='x", '</p>'),
    );
    const skeleton = (html: string) => html.replaceAll('<br>', '').replace(/[^<>"]/g, '');
    fc.assert(
      fc.property(hostile, (text) => {
        const word = `a${text}`.replace(/\s+/g, '');
        const facts = (one: string): BriefFacts => ({
          influencerName: one,
          shopName: one,
          campaignName: one,
          code: one,
          offer: one,
          endsOn: one,
          link: `https://a.example/${one}`,
          qr: `https://a.example/${one}`,
          page: `https://a.example/${one}`,
          short: `https://a.example/${one}`,
        });
        expect(skeleton(briefOf(facts(word), word).html)).toBe(
          skeleton(briefOf(facts('word'), 'word').html),
        );
      }),
    );
  });
});
