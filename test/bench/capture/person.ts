import type { Random } from '#test/demo/season/random.ts';
import type { BrowserKind } from '#test/standin/extensions/browser-kind.ts';
import type { PixelHabit } from '#test/standin/extensions/visitor-extensions.ts';
import type { Act, BrowserPlan, OrderTruth, Step } from './season-plan.ts';

export const DAY_MS = 86_400_000;
const WINDOW_DAYS = 30;
/** Minutes between arriving and buying, in days. */
const SHORT = 6 / 1440;

/** How somebody meets the consent banner; `late` reads on and accepts on the second page. */
export type Consent = 'accept' | 'late' | 'decline';

/**
 * One made-up person: writes down what she does, and what in truth led to each of her orders.
 * Days are counted from the season's first instant and may be fractions.
 */
export class Person {
  readonly random: Random;
  readonly email: string;
  readonly browsers = new Map<string, BrowserPlan>();
  readonly steps: Step[] = [];
  readonly #name: string;
  readonly #scenario: string;
  readonly #consent: Consent;
  readonly #contacts: { influencer: number; day: number }[] = [];

  constructor(options: { name: string; scenario: string; consent: Consent; random: Random }) {
    this.random = options.random;
    this.email = `${options.name}@buyer.example`;
    this.#name = options.name;
    this.#scenario = options.scenario;
    this.#consent = options.consent;
  }

  /** A browser of hers. `blocks`: neither pixel nor embed runs, as at an express checkout. */
  browser(kind: BrowserKind, options: { blocks?: boolean; isBot?: boolean } = {}): string {
    const id = `${this.#name}/${this.browsers.size}`;
    const pixel: PixelHabit = options.blocks ? 'off' : this.#consent;
    const embed = !options.blocks;
    this.browsers.set(id, { kind, pixel, embed, isBot: options.isBot ?? false });
    return id;
  }

  follow(day: number, browser: string, influencer: number): void {
    this.#contacts.push({ influencer, day });
    const door = this.random.chance(0.5) ? 'app' : 'proxy';
    this.act(day, browser, { do: 'follow', influencer, door });
  }

  /** `path` with its query as in an address; the referrer is the whole address of the page before. */
  visit(day: number, browser: string, path: string, referrer: string | null = null): void {
    this.act(day, browser, { do: 'visit', path, referrer });
  }

  /** Opens what somebody forwarded who had come over this influencer's link. */
  openForwarded(day: number, browser: string, from: string, influencer: number): void {
    this.#contacts.push({ influencer, day });
    this.act(day, browser, { do: 'open-forwarded', from });
  }

  /** Buys a few minutes after what she did last on that day. */
  buy(day: number, browser: string, codes: readonly (number | 'own')[] = []): void {
    for (const code of codes) if (code !== 'own') this.#contacts.push({ influencer: code, day });
    const within = this.#contacts.filter((contact) => day - contact.day <= WINDOW_DAYS);
    const truth: OrderTruth = {
      scenario: this.#scenario,
      influencers: [...new Set(within.map(({ influencer }) => influencer))].sort((a, b) => a - b),
      consent: this.#consent !== 'decline',
    };
    this.act(day + SHORT, browser, { do: 'buy', email: this.email, codes, truth });
  }

  /** Somebody else at the same browser is led to the shop and buys: no part of what leads to her own orders. */
  partnerBuys(day: number, browser: string, influencer: number): void {
    const truth: OrderTruth = {
      scenario: this.#scenario,
      influencers: [influencer],
      consent: this.#consent !== 'decline',
    };
    const email = `partner-of-${this.email}`;
    this.act(day, browser, { do: 'follow', influencer, door: 'proxy' });
    this.act(day + SHORT, browser, { do: 'buy', email, codes: [], truth });
  }

  act(day: number, browser: string, act: Act): void {
    this.steps.push({ at: Math.round(day * DAY_MS), browser, act });
  }
}
