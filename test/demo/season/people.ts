import type { Random } from './random.ts';

export type Person = {
  readonly key: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly country: string;
  readonly city: string;
  readonly zip: string;
  readonly hasAccount: boolean;
  readonly wantsMail: boolean;
};

const FIRST = [
  ...['Ada', 'Bruna', 'Cleo', 'Dalia', 'Edda', 'Farah', 'Greta', 'Hyacinth', 'Inés', 'Juno'],
  ...['Keiko', 'Leilani', 'Maren', 'Nadia', 'Odette', 'Paloma', 'Quinn', 'Rosalind', 'Saskia'],
  ...['Thandi', 'Uma', 'Vera', 'Willa', 'Xenia', 'Yara', 'Zadie', 'Anton', 'Bilal', 'Caspian'],
  ...['Diego', 'Emil', 'Finn', 'Goran', 'Hugo', 'Idris', 'Jasper', 'Kenji', 'Luca', 'Milo'],
] as const;
const LAST = [
  ...['Abernathy', 'Bakare', 'Castellan', 'Dragomir', 'Eklundh', 'Fontaine', 'Gallowayne'],
  ...['Halvorsen', 'Ibanezo', 'Jankovska', 'Kowalczyn', 'Lindgrave', 'Moravec', 'Nakamori'],
  ...['Oyelarin', 'Pemberley', 'Quillan', 'Rosenthaler', 'Sandovar', 'Takahara', 'Underhall'],
  ...['Valkonen', 'Westbrooke', 'Yilmazer', 'Zamorano'],
] as const;
const PLACES: readonly (readonly [
  place: { country: string; city: string; zip: string },
  weight: number,
])[] = [
  [{ country: 'US', city: 'Portland', zip: '97209' }, 30],
  [{ country: 'US', city: 'Chicago', zip: '60614' }, 26],
  [{ country: 'US', city: 'Austin', zip: '78704' }, 22],
  [{ country: 'GB', city: 'Leeds', zip: 'LS1 4DY' }, 9],
  [{ country: 'DE', city: 'Hamburg', zip: '20095' }, 8],
  [{ country: 'FR', city: 'Lyon', zip: '69002' }, 5],
];
const HOSTS = ['example.com', 'example.net', 'example.org'] as const;
const CURRENCY: Readonly<Record<string, string>> = { GB: 'GBP', DE: 'EUR', FR: 'EUR' };

/** Chance that the next order is placed by somebody who has bought before. */
const COMES_BACK = 0.27;

/** Whoever buys next: somebody new, or a customer of before. E-mail addresses lead nowhere. */
export function createPeople(random: Random): { staff: Person; next(): Person } {
  const known: Person[] = [];
  const create = (): Person => {
    const firstName = random.pick(FIRST);
    const lastName = random.pick(LAST);
    const key = known.length;
    const place = random.weigh(PLACES);
    return {
      key,
      firstName,
      lastName,
      email: `${plain(firstName)}.${plain(lastName)}${key}@${random.pick(HOSTS)}`,
      ...place,
      hasAccount: random.chance(0.4),
      wantsMail: random.chance(0.45),
    };
  };
  return {
    staff: {
      key: -1,
      firstName: 'Robin',
      lastName: 'Fernlight',
      email: 'robin@fernlight.example',
      country: 'US',
      city: 'Portland',
      zip: '97209',
      hasAccount: true,
      wantsMail: false,
    },
    next() {
      if (known.length > 20 && random.chance(COMES_BACK)) return random.pick(known);
      const person = create();
      known.push(person);
      return person;
    },
  };
}

/** What people pay in where they live. */
export function currencyOf(person: Person): string {
  return CURRENCY[person.country] ?? 'USD';
}

function plain(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/[^A-Za-z]/g, '')
    .toLowerCase();
}
