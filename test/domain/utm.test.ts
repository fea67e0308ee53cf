import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clickIdFromUrl,
  DEFAULT_UTM_TEMPLATE,
  LINK_PARAM,
  linkIdFromUrl,
  renderUtm,
  type Utm,
  utmFromUrl,
  withUtm,
} from '#app/domain/utm.ts';

const none: Utm = { source: null, medium: null, campaign: null, content: null, term: null };
const values = {
  influencer: 'Jane Doé',
  platform: 'instagram',
  campaign: 'Summer Sale',
  format: 'reel',
};

describe('renderUtm', () => {
  it('fills the default template', () => {
    expect(renderUtm(DEFAULT_UTM_TEMPLATE, values)).toEqual({
      source: 'jane-doe',
      medium: 'influencer',
      campaign: 'summer-sale',
      content: 'instagram-reel',
      term: null,
    });
  });

  it('leaves out what is missing', () => {
    const utm = renderUtm(DEFAULT_UTM_TEMPLATE, { ...values, format: null, campaign: '' });
    expect(utm).toMatchObject({ content: 'instagram', campaign: null });
  });

  it('names the unknown placeholder', () => {
    expect(() => renderUtm({ ...none, source: '{network}' }, values)).toThrow(/\{network\}/);
  });
});

describe('utmFromUrl', () => {
  it.each([
    ['/?utm_source=jane&utm_medium=influencer', { source: 'jane', medium: 'influencer' }],
    ['https://s.example/p?a=1&UTM_Source=Jane%20Doe#x?utm_medium=no', { source: 'Jane Doe' }],
    ['/p?utm_source=&utm_source=second', { source: 'second' }],
    ['/p?utm_source=a%00b%0d%0a', { source: 'ab' }],
    ['http://[::bad/?utm_source=still', { source: 'still' }],
    ['?utm_source=%E0%A4%A', { source: '\ufffd%A' }],
    ['/p', {}],
    ['', {}],
    [null, {}],
  ])('%j', (url, found) => {
    expect(utmFromUrl(url)).toEqual({ ...none, ...found });
  });

  it('cuts long values', () => {
    expect(utmFromUrl(`/?utm_source=${'a'.repeat(9_000)}`).source).toHaveLength(255);
  });
});

describe('withUtm', () => {
  const utm = { ...none, source: 'jane', content: 'a b' };

  it.each([
    ['/p', '/p?utm_source=jane&utm_content=a+b&trb=x1'],
    ['/p?q=%20a&flag#top', '/p?q=%20a&flag&utm_source=jane&utm_content=a+b&trb=x1#top'],
    ['/p?UTM_source=old&trb=old', '/p?utm_source=jane&utm_content=a+b&trb=x1'],
    ['/p?a=b?c', '/p?a=b?c&utm_source=jane&utm_content=a+b&trb=x1'],
    ['', '?utm_source=jane&utm_content=a+b&trb=x1'],
  ])('%j', (path, result) => {
    expect(withUtm(path, utm, { [LINK_PARAM]: 'x1' })).toBe(result);
  });

  it('changes nothing when there is nothing to add', () => {
    expect(withUtm('/p?x=1#y', none, {})).toBe('/p?x=1#y');
  });

  it('can be read back and is the same when done twice', () => {
    // Values as this app renders them: what is read is trimmed and free of control characters.
    const value = fc.option(fc.stringMatching(/^[a-z0-9&=?#+%é-]{1,30}$/), { nil: null });
    const anyUtm = fc.record({
      source: value,
      medium: value,
      campaign: value,
      content: value,
      term: value,
    });
    const path = fc.string().map((text) => text.replaceAll('utm_', ''));
    fc.assert(
      fc.property(path, anyUtm, (start, wanted) => {
        const address = withUtm(start, wanted, { [LINK_PARAM]: 'abc' });
        expect(utmFromUrl(address)).toEqual(wanted);
        expect(linkIdFromUrl(address)).toBe('abc');
        expect(withUtm(address, wanted, { [LINK_PARAM]: 'abc' })).toBe(address);
      }),
    );
  });
});

describe('linkIdFromUrl and clickIdFromUrl', () => {
  it.each([
    ['/p?trb=aB_9-x', 'aB_9-x'],
    ['/p?trb=a b', null],
    [`/p?trb=${'a'.repeat(65)}`, null],
    ["/p?trb=';drop table", null],
    ['/p?xtrb=1', null],
  ])('link id of %j is %j', (url, id) => {
    expect(linkIdFromUrl(url)).toBe(id);
  });

  it.each([
    ['/p?gclid=1', { param: 'gclid', value: '1' }],
    ['/p?fbclid=f&gclid=g', { param: 'gclid', value: 'g' }],
    ['/p?ScCid=s', { param: 'sccid', value: 's' }],
    ['/p?gclid=', null],
    ['/p', null],
  ])('click id of %j', (url, clickId) => {
    expect(clickIdFromUrl(url)).toEqual(clickId);
  });

  it('never throws, whatever arrives', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      fc.string().map((text) => `//?utm_source=%${text}&trb=%&gclid=%ff`),
    );
    fc.assert(
      fc.property(hostile, (url) => {
        utmFromUrl(url);
        linkIdFromUrl(url);
        clickIdFromUrl(url);
        withUtm(url, { ...none, source: 'x' }, { [LINK_PARAM]: 'y' });
      }),
    );
  });
});
