import type { Consent, Person } from './person.ts';

/** What happens to somebody in the season; `pick` chooses an influencer, another one each time. */
type Story = (person: Person, pick: () => number) => void;
export type Scenario = { name: string; weight: number; consent: readonly Consent[]; live: Story };

const SEARCH = 'https://www.google.com/';
const AD = '/?utm_source=google&utm_medium=cpc&utm_campaign=brand&gclid=Cj0KCQ';
const LETTER = '/?utm_source=newsletter&utm_medium=email&utm_campaign=weekly';
const YES: readonly Consent[] = ['accept', 'accept', 'accept', 'late'];
const NO: readonly Consent[] = ['decline'];

const begin = ({ random }: Person) => random.next() * 15;
const later = ({ random }: Person, from: number, to: number) => from + random.next() * (to - from);

/** Those that an influencer leads to the shop. */
const DRIVEN: readonly Scenario[] = [
  {
    name: 'buys in the app where she saw it',
    weight: 18,
    consent: YES,
    live(person, pick) {
      const day = begin(person);
      const browser = person.browser(person.random.pick(['instagram', 'tiktok']));
      person.follow(day, browser, pick());
      person.buy(day, browser);
    },
  },
  {
    name: 'comes back on another day',
    weight: 18,
    consent: YES,
    live(person, pick) {
      const day = begin(person);
      const browser = person.browser('chrome');
      person.follow(day, browser, pick());
      const back = day + later(person, 1, 25);
      person.visit(back, browser, '/', person.random.chance(0.5) ? SEARCH : null);
      person.buy(back, browser);
    },
  },
  {
    name: 'comes back when the browser has forgotten its scripts’ cookies',
    weight: 8,
    consent: YES,
    live(person, pick) {
      const day = begin(person);
      const browser = person.browser('safari');
      person.follow(day, browser, pick());
      const back = day + later(person, 8, 20);
      person.visit(back, browser, '/');
      person.buy(back, browser);
    },
  },
  {
    name: 'heard the code',
    weight: 12,
    consent: YES,
    live(person, pick) {
      const day = begin(person);
      const browser = person.browser(person.random.pick(['chrome', 'safari']));
      person.visit(day, browser, '/', person.random.chance(0.5) ? SEARCH : null);
      person.buy(day, browser, [pick()]);
    },
  },
  {
    name: 'follows the link of one and uses the code of another',
    weight: 5,
    consent: YES,
    live(person, pick) {
      const day = begin(person);
      const browser = person.browser('instagram');
      person.follow(day, browser, pick());
      person.buy(day, browser, [pick()]);
    },
  },
  {
    name: 'follows two on different days',
    weight: 7,
    consent: YES,
    live(person, pick) {
      const day = begin(person);
      const browser = person.browser('chrome');
      person.follow(day, browser, pick());
      const second = day + later(person, 1, 9);
      person.follow(second, browser, pick());
      const back = second + later(person, 1, 9);
      person.visit(back, browser, '/');
      person.buy(back, browser);
    },
  },
  {
    name: 'clicks an advertisement last',
    weight: 8,
    consent: YES,
    live(person, pick) {
      const day = begin(person);
      const browser = person.browser('chrome');
      person.follow(day, browser, pick());
      const back = day + later(person, 1, 12);
      person.visit(back, browser, AD, SEARCH);
      person.buy(back, browser);
    },
  },
  {
    name: 'sees it on the phone that the shop knows, buys on the laptop',
    weight: 8,
    consent: YES,
    live(person, pick) {
      const phone = person.browser('safari');
      const laptop = person.browser('chrome');
      const day = begin(person);
      person.visit(day, phone, '/', SEARCH);
      person.buy(day, phone);
      const seen = day + later(person, 1, 6);
      person.follow(seen, phone, pick());
      const back = seen + later(person, 0.1, 12);
      person.visit(back, laptop, '/');
      person.buy(back, laptop);
    },
  },
  {
    name: 'buys on the laptop, and later on the phone where she saw it',
    weight: 4,
    consent: YES,
    live(person, pick) {
      const phone = person.browser('safari');
      const laptop = person.browser('chrome');
      const day = begin(person);
      person.follow(day, phone, pick());
      const back = day + later(person, 0.1, 3);
      person.visit(back, laptop, '/');
      person.buy(back, laptop);
      const again = back + later(person, 0.5, 3);
      person.visit(again, phone, '/');
      person.buy(again, phone);
    },
  },
  {
    name: 'takes the express checkout, where neither pixel nor embed runs',
    weight: 4,
    consent: ['accept'],
    live(person, pick) {
      const day = begin(person);
      const browser = person.browser('safari', { blocks: true });
      person.follow(day, browser, pick());
      person.buy(day, browser);
    },
  },
  {
    name: 'opens an address that somebody forwarded',
    weight: 3,
    consent: ['accept'],
    live(person, pick) {
      const friend = person.browser('instagram');
      const own = person.browser('chrome');
      const day = begin(person);
      const influencer = pick();
      person.act(day - 0.01, friend, { do: 'follow', influencer: pick(), door: 'app' });
      person.act(day, friend, { do: 'follow', influencer, door: 'app' });
      person.openForwarded(day + 0.05, own, friend, influencer);
      person.buy(day + 0.05, own);
    },
  },
  {
    name: 'says no, and uses the code',
    weight: 10,
    consent: NO,
    live(person, pick) {
      const day = begin(person);
      const browser = person.browser(person.random.pick(['chrome', 'instagram']));
      const influencer = pick();
      if (person.random.chance(0.5)) person.follow(day, browser, influencer);
      else person.visit(day, browser, '/');
      person.buy(day, browser, [influencer]);
    },
  },
  {
    name: 'says no, and buys in the same visit',
    weight: 10,
    consent: NO,
    live(person, pick) {
      const day = begin(person);
      const browser = person.browser('instagram');
      person.follow(day, browser, pick());
      person.buy(day, browser);
    },
  },
  {
    name: 'says no, and comes back to her cart',
    weight: 8,
    consent: NO,
    live(person, pick) {
      const day = begin(person);
      const browser = person.browser('chrome');
      person.follow(day, browser, pick());
      const back = day + later(person, 1, 12);
      person.visit(back, browser, '/');
      person.buy(back, browser);
    },
  },
];

/** Those in whose orders no influencer took part, although some look as if. */
const NOT_DRIVEN: readonly Scenario[] = [
  {
    name: 'nobody led here',
    weight: 30,
    consent: [...YES, ...NO],
    live(person) {
      const day = begin(person);
      const browser = person.browser(person.random.pick(['chrome', 'safari']));
      const [path, referrer] = person.random.pick([
        ['/', null],
        ['/', SEARCH],
        [AD, SEARCH],
        [LETTER, null],
        ['/', 'https://www.instagram.com/'],
      ] as const);
      person.visit(day, browser, path, referrer);
      person.buy(day, browser, person.random.chance(0.3) ? ['own'] : []);
    },
  },
  {
    name: 'shares the browser with somebody who was led here and bought',
    weight: 4,
    consent: YES,
    live(person, pick) {
      const day = begin(person);
      const browser = person.browser('chrome');
      person.partnerBuys(day, browser, pick());
      const back = day + later(person, 0.1, 10);
      person.visit(back, browser, '/');
      person.buy(back, browser);
    },
  },
  {
    name: 'buys long after the window',
    weight: 4,
    consent: YES,
    live(person, pick) {
      const day = begin(person);
      const browser = person.browser('chrome');
      person.follow(day, browser, pick());
      const back = day + later(person, 32, 40);
      person.visit(back, browser, '/');
      person.buy(back, browser);
    },
  },
  {
    name: 'only looks',
    weight: 10,
    consent: [...YES, ...NO],
    live(person, pick) {
      person.follow(begin(person), person.browser('instagram'), pick());
    },
  },
  {
    name: 'is a robot',
    weight: 12,
    consent: YES,
    live(person, pick) {
      person.follow(begin(person), person.browser('chrome', { isBot: true }), pick());
    },
  },
];

export const SCENARIOS: readonly Scenario[] = [...DRIVEN, ...NOT_DRIVEN];
