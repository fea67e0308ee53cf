import { describe, expect, it } from 'vitest';
import { fitShop, sourcesOfVisits } from '#app/domain/model-fit.ts';
import { sightingOfVisit } from '#app/domain/sighting.ts';

const converting = [
  { sources: ['email', 'jane'], journeys: 60 },
  { sources: ['jane'], journeys: 40 },
];
const lost = [{ sources: ['email'], journeys: 100 }];

describe('a shop’s fit', () => {
  it('is the removal effect by hand once there is enough', () => {
    // Nobody buys without Jane; without e-mail 40 of the 100 orders are left.
    const { basis, sample, sources } = fitShop(converting, lost, 100);
    expect(basis).toBe('markov');
    expect(sample).toEqual({ conversions: 100, journeys: 200 });
    expect(sources.jane?.effect).toBeCloseTo(1);
    expect(sources.email?.effect).toBeCloseTo(0.6);
    const { share, low, high } = sources.email ?? { share: 0, low: 1, high: 0 };
    expect(share).toBeCloseTo(0.375);
    expect(low).toBeLessThan(share);
    expect(high).toBeGreaterThan(share);
  });

  it('says so while there is too little, and gives the same for the same', () => {
    expect(fitShop(converting, lost)).toMatchObject({ basis: 'fallback', minimum: 2_000 });
    expect(fitShop([], [])).toMatchObject({ basis: 'fallback', sources: {} });
    expect(fitShop(converting, lost, 100)).toEqual(fitShop(converting, lost, 100));
  });
});

it('reads the sources of visits as of touchpoints', () => {
  const hosts = ['shop.example'];
  const visit = (url: string, referrer: string | null) =>
    sightingOfVisit(
      { eventId: 'e', visitorId: 'v', occurredAt: new Date(0), url, referrer, joinedBy: 'click' },
      hosts,
    );
  const jane = { influencerId: 'jane', collaborationId: 'c' };
  const nobody = { byCode: new Map(), byPage: new Map(), byName: new Map(), aliases: [] };
  const owners = { ...nobody, byLink: new Map([['slug1234', jane]]) };
  const visits = [
    visit('/?utm_source=news&utm_medium=email', null),
    visit('/?trb=slug1234', null),
    visit('/cart', 'https://shop.example/'),
    visit('/', 'https://www.google.com/'),
    visit('/', null),
  ];
  expect(sourcesOfVisits(visits, owners, hosts, [])).toEqual([
    'email',
    'jane',
    'organic_search',
    'direct',
  ]);
});
