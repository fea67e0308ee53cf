import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Sighting,
  sightingOfCart,
  sightingOfClick,
  sightingOfLanding,
  sightingOfMoment,
  sightingOfVisit,
} from '#app/domain/sighting.ts';
import { utmFromUrl } from '#app/domain/utm.ts';
import { mergeVisits, type Sightings } from '#app/domain/visit-merge.ts';
import { idOf } from '#test/factories/ids.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 4, 1, 12, minute));
const HOSTS = ['glow.example'];

const click = (name: string, minute: number, slug = 'jane', visitorId: string | null = null) =>
  sightingOfClick(
    {
      clickId: idOf(name),
      slug,
      occurredAt: at(minute),
      address: '/pages/jane?utm_source=jane',
      referrerHost: null,
      adClick: null,
      cookie: null,
      joinedBy: 'click',
      visitorId,
    },
    HOSTS,
  );

const visit = (minute: number, url: string, referrer: string | null = null, visitorId = 'v') =>
  sightingOfVisit(
    {
      eventId: `${minute} ${url}`,
      visitorId,
      occurredAt: at(minute),
      url,
      referrer,
      joinedBy: 'cart',
    },
    HOSTS,
  );

const moment = (minute: number, landingPage: string, referrerUrl: string | null = null) =>
  sightingOfMoment(
    {
      momentId: `${minute} ${landingPage}`,
      occurredAt: at(minute),
      landingPage,
      referrerUrl,
      utm: utmFromUrl(landingPage),
    },
    HOSTS,
  );

const landing = (landingSite: string, referringSite: string | null = null) =>
  sightingOfLanding({ landingSite, referringSite }, HOSTS);

const trc = (name: string) => `/pages/jane?trb=jane&trc=${idOf(name)}`;

/** The sources of each visit. */
function merged(given: Partial<Sightings>): string[] {
  const none = { orderAt: at(90), clicks: [], visits: [], moments: [], landing: null, cart: null };
  return mergeVisits({ ...none, ...given }).map((group) =>
    group.map(({ source }) => source).join('+'),
  );
}

const CASES: [string, Partial<Sightings>, string[]][] = [
  [
    'a landing without a trace, whose first page the pixel missed',
    { visits: [visit(30, '/products/serum')], landing: landing('/') },
    ['pixel+landing_site'],
  ],
  [
    'a moment without a trace, whose first page the pixel missed',
    { visits: [visit(30, '/products/serum')], moments: [moment(29, '/')] },
    ['pixel+shopify_journey'],
  ],
  [
    'but the moment of the very page, if there is one',
    {
      visits: [visit(30, '/products/serum'), visit(33, '/')],
      moments: [moment(31, '/')],
    },
    ['pixel', 'pixel+shopify_journey'],
  ],
  [
    'no visit of long ago',
    { orderAt: at(600), visits: [visit(30, '/products/serum')], landing: landing('/') },
    ['pixel', 'landing_site'],
  ],
  [
    'no visit that says where it came from',
    { visits: [visit(30, '/?utm_source=google')], landing: landing('/') },
    ['pixel', 'landing_site'],
  ],
  ['nothing', {}, []],
  [
    'the visit whose address names the click',
    { clicks: [click('c', 0)], visits: [visit(1, trc('c'))] },
    ['link_click+pixel'],
  ],
  [
    'not the visit that came again by the same address',
    { clicks: [click('c', 0)], visits: [visit(1, trc('c')), visit(45, trc('c'))] },
    ['link_click+pixel', 'pixel'],
  ],
  [
    'the visit on the same link in the same browser, of the nearest click',
    {
      clicks: [
        click('c', 0, 'jane', 'v'),
        click('d', 10, 'jane', 'v'),
        click('e', 12, 'jane', 'w'),
      ],
      visits: [visit(12, '/?trb=jane')],
    },
    ['link_click', 'link_click+pixel', 'link_click'],
  ],
  [
    'not a visit that names another click',
    { clicks: [click('c', 0)], visits: [visit(1, trc('x'))] },
    ['link_click', 'pixel'],
  ],
  [
    'a moment that names the click, at whatever time',
    { clicks: [click('c', 0)], moments: [moment(50, trc('c'))] },
    ['link_click+shopify_journey'],
  ],
  [
    'each moment and each visit of one page once',
    {
      visits: [visit(0, '/?utm_source=a'), visit(20, '/?utm_source=a')],
      moments: [
        moment(19, '/?utm_source=a'),
        moment(2, '/?utm_source=a'),
        moment(9, '/?utm_source=a'),
      ],
    },
    ['pixel+shopify_journey', 'shopify_journey', 'pixel+shopify_journey'],
  ],
  [
    'no moment of another page, site or half hour',
    {
      visits: [visit(0, '/', 'https://a.example/')],
      moments: [
        moment(1, '/other', 'https://a.example/'),
        moment(2, '/', 'https://b.example/'),
        moment(31, '/', 'https://a.example/'),
      ],
    },
    ['pixel', 'shopify_journey', 'shopify_journey', 'shopify_journey'],
  ],
  [
    'the landing site that names the click, and the cart’s link',
    {
      clicks: [click('c', 0), click('d', 50)],
      landing: landing(trc('c')),
      cart: sightingOfCart('jane', idOf('c')),
    },
    ['link_click+landing_site+cart', 'link_click'],
  ],
  [
    'the landing site with the latest visit of the same page',
    { visits: [visit(0, '/'), visit(40, '/'), visit(80, '/x')], landing: landing('/') },
    ['pixel', 'pixel+landing_site', 'pixel'],
  ],
  [
    'a landing site of its own, which the cart’s link is as well',
    { visits: [visit(0, '/')], landing: landing('/?trb=jane'), cart: sightingOfCart('jane', null) },
    ['pixel', 'landing_site+cart'],
  ],
  ['the cart’s link alone', { cart: sightingOfCart('jane', null) }, ['cart']],
];

describe('one visit is', () => {
  it.each(CASES)('%s', (_name, given, expected) => {
    expect(merged(given)).toEqual(expected);
  });
});

const minute = fc.integer({ min: 0, max: 120 });
const address = fc.constantFrom(
  '/',
  '/?utm_source=a',
  '/?trb=jane',
  trc('a'),
  trc('b'),
  '/pages/jane',
);
const sightings: fc.Arbitrary<Sightings> = fc.record({
  orderAt: fc.constant(at(121)),
  clicks: fc.uniqueArray(
    fc
      .record({ name: fc.constantFrom('a', 'b', 'c'), minute })
      .map((each) => click(each.name, each.minute, 'jane', 'v')),
    { selector: ({ key }) => key, maxLength: 3 },
  ),
  visits: fc.uniqueArray(
    fc.tuple(minute, address).map(([time, url]) => visit(time, url)),
    { selector: ({ key }) => key, maxLength: 5 },
  ),
  moments: fc.uniqueArray(
    fc.tuple(minute, address).map(([time, page]) => moment(time, page)),
    { selector: ({ key }) => key, maxLength: 5 },
  ),
  landing: fc.option(address.map((page) => landing(page) as Sighting)),
  cart: fc.option(fc.constant(sightingOfCart('jane', null))),
});

describe('merging', () => {
  it('does not depend on the order of what is given, and loses nothing', () => {
    fc.assert(
      fc.property(sightings, (given) => {
        const [clicks, visits, moments] = [given.clicks, given.visits, given.moments].map((each) =>
          each.toReversed(),
        );
        const groups = mergeVisits(given);
        expect(
          mergeVisits({
            ...given,
            clicks: clicks ?? [],
            visits: visits ?? [],
            moments: moments ?? [],
          }),
        ).toEqual(groups);
        const all = [...given.clicks, ...given.visits, ...given.moments, given.landing, given.cart];
        expect(groups.flat()).toHaveLength(all.filter((each) => each !== null).length);
      }),
    );
  });

  it('never makes a second visit of one that a further source saw', () => {
    fc.assert(
      fc.property(
        fc.record({ sightings, minute, page: address }),
        ({ sightings: given, ...seen }) => {
          const base = { ...given, landing: null, cart: null, moments: [] };
          const own = visit(seen.minute, seen.page);
          const isNew = !base.visits.some(({ key }) => key === own.key);
          const visits = isNew ? [...base.visits, own] : base.visits;
          const before = mergeVisits({ ...base, visits }).length;
          const after = mergeVisits({
            ...base,
            visits,
            moments: visits.map((each, place) => ({
              ...moment(0, each.address ?? '/'),
              key: `moment:${place}`,
              at: each.at,
            })),
            landing: landing(seen.page),
          });
          expect(after).toHaveLength(before);
        },
      ),
    );
  });
});
