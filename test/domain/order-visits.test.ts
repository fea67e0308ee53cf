import { describe, expect, it } from 'vitest';
import { carriedIds } from '#app/domain/carried-ids.ts';
import { visitsOfOrder } from '#app/domain/order-visits.ts';
import { utmFromUrl } from '#app/domain/utm.ts';
import { idOf } from '#test/factories/ids.ts';
import { at, evidence, type Given } from './told-surroundings.ts';

const CLICK = idOf('click');
const ADDRESS = `/?trb=jane&trc=${CLICK}`;

type Word = { landingSite?: string; cart?: Record<string, string>; moments?: Date[] };

/** Of order 1 at noon: what each visit was seen by. */
function visits(given: Given, { landingSite, cart = {}, moments = [] }: Word): string[] {
  const all = evidence({ orders: { '1': { at: at(12), customer: 7 } }, ...given });
  const [own] = all.orders;
  if (!own) throw new Error('the order is missing');
  const attributes = Object.entries(cart).map(([name, value]) => ({
    name: `_tributary_${name}`,
    value,
  }));
  const told = { landingSite: landingSite ?? null, referringSite: null };
  const order = { ...own, ...told, carried: carriedIds({ ...told, attributes }) };
  const journey = moments.map((occurredAt) => ({
    momentId: occurredAt.toISOString(),
    occurredAt,
    landingPage: ADDRESS,
    referrerUrl: null,
    utm: utmFromUrl(ADDRESS),
  }));
  return visitsOfOrder(order, all, journey, ['own.example']).map((visit) =>
    visit.map(({ source }) => source).join('+'),
  );
}

const clicked: Given = { clicks: { [CLICK]: { at: at(9) } }, told: [[CLICK, 'sofa', at(9)]] };
const SHARED: Given = {
  ...clicked,
  orders: { '1': { at: at(12), customer: 7 }, '2': { at: at(10), customer: 8 } },
  ties: [
    ['sofa', 'checkout', 1],
    ['sofa', 'checkout', 2],
  ],
};

describe('the word of the order itself', () => {
  it('is the click that it names, by landing site, cart and journey', () => {
    const word = { landingSite: ADDRESS, cart: { link: 'jane', click: CLICK }, moments: [at(9)] };
    expect(visits(clicked, word)).toEqual(['link_click+shopify_journey+landing_site+cart']);
  });

  it('is not believed where it tells what another customer did in that browser', () => {
    const word = { landingSite: ADDRESS, cart: { link: 'jane', click: CLICK }, moments: [at(9)] };
    expect(visits(SHARED, word)).toEqual([]);
    expect(visits(SHARED, { ...word, moments: [at(9), at(11)] })).toEqual(['shopify_journey']);
  });

  it('is a link all the same where nobody knows the click', () => {
    expect(visits({}, { cart: { link: 'jane', click: CLICK } })).toEqual(['cart']);
    expect(visits({}, { landingSite: ADDRESS, cart: { link: 'jane', click: CLICK } })).toEqual([
      'landing_site+cart',
    ]);
    expect(visits({}, { cart: { link: 'ja ne', click: 'x', visitor: "'" } })).toEqual([]);
  });

  it('tells nothing from after the order', () => {
    expect(visits({}, { moments: [at(12, 1)] })).toEqual([]);
  });
});
