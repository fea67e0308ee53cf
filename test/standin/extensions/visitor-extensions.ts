import type { PageData } from './page-extensions.ts';
import type { OpenPage, VisitorBrowser } from './visitor-browser.ts';
import { VisitorClock } from './visitor-clock.ts';
import {
  type Consent,
  openDocument,
  readPageData,
  type VisitorDocument,
} from './visitor-document.ts';
import { startVisitorPixel } from './visitor-pixel.ts';

/**
 * How a visitor meets the pixel. accept and decline: answers the banner on the first page that shows
 * it. late: reads on, and accepts on the second. ask: answers nothing until told. off: something blocks
 * the pixel, as ad blockers and accelerated checkouts do; banners are not answered either.
 */
export type PixelHabit = 'accept' | 'decline' | 'late' | 'ask' | 'off';

/** How long a visitor stays on a page at least: longer than pixel and embed need when all is well. */
const STAY_MS = 4_000;

/** The app's extensions in the browser of a programmatic visitor. */
export class VisitorExtensions {
  readonly #browser: VisitorBrowser;
  readonly #habit: PixelHabit;
  readonly #embed: boolean;
  #unanswered = 0;
  #clock: VisitorClock | null = null;
  #document: VisitorDocument | null = null;

  constructor(options: {
    browser: VisitorBrowser;
    pixel: PixelHabit;
    embed: boolean;
  }) {
    this.#browser = options.browser;
    this.#habit = options.pixel;
    this.#embed = options.embed;
  }

  /** Runs what a page brings along, for as long as the visitor stays. */
  async open(page: OpenPage): Promise<void> {
    const data = readPageData(page.html);
    this.#document = null;
    if (!data) return;
    const clock = new VisitorClock(data.now);
    const document = openDocument(page, this.#browser, clock, this.#embed);
    this.#clock = clock;
    this.#document = document;
    // The privacy script answers a moment later, as on a real page.
    await clock.stay(10);
    if (this.#habit !== 'off') await this.#watchConsent(page, data, document, clock);
    if (document.isAsked()) {
      this.#unanswered += 1;
      if (this.#habit === 'accept' || (this.#habit === 'late' && this.#unanswered > 1)) {
        document.answer(true);
      } else if (this.#habit === 'decline') {
        document.answer(false);
      }
    }
    await clock.stay(STAY_MS);
  }

  /** Answers the banner of the open page, or changes an earlier answer. */
  async answerBanner(answer: 'accept' | 'decline'): Promise<void> {
    if (!this.#document || !this.#clock) throw new Error('no page of the shop is open');
    this.#document.answer(answer === 'accept');
    await this.#clock.stay(STAY_MS);
  }

  /** Loads the pixel when every consent that it declares is there, as Shopify's manager does. */
  async #watchConsent(
    page: OpenPage,
    data: PageData,
    document: VisitorDocument,
    clock: VisitorClock,
  ): Promise<void> {
    if (!data.pixel) return;
    const { needs } = data.pixel;
    const isEnough = (consent: Consent) =>
      (consent.analyticsProcessingAllowed || !needs.analytics) &&
      (consent.marketingAllowed || !needs.marketing);
    let tell: ((consent: Consent) => void) | null = null;
    const load = async (consent: Consent) => {
      const options = { page, data, consent, browser: this.#browser, clock };
      tell = await startVisitorPixel(options);
    };
    document.onConsent((consent) => {
      if (tell) tell(consent);
      else if (isEnough(consent)) void clock.track(load(consent));
    });
    if (isEnough(document.consent())) await load(document.consent());
  }
}
