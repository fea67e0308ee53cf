import type { Frame, FrameLocator, Page } from 'playwright-core';
import type { House } from '#test/house/start-house.ts';
import type { Shop } from '#test/standin/state/world.ts';

const PATIENCE_MS = 20_000;
/** Longer than the pauses with which tables and charts measure themselves anew. */
const SETTLING_MS = 250;

/** The shop's admin in a browser, with the app in its frame. */
export class AdminPage {
  readonly page: Page;
  /** What a person finds and presses inside the frame. */
  readonly app: FrameLocator;
  readonly #house: House;
  readonly #shopUrl: string;

  constructor(page: Page, house: House, shop: Shop) {
    this.page = page;
    this.#house = house;
    this.app = page.frameLocator('#app');
    const name = shop.domain.replace('.myshopify.com', '');
    this.#shopUrl = `${house.standin.url}/admin/store/${name}`;
    page.setDefaultTimeout(PATIENCE_MS);
  }

  /** The admin's address of a page of the app ("/app/orders"), or of the app itself. */
  address(path = ''): string {
    return `${this.#shopUrl}/apps/${this.#house.world.app.handle}${path}`;
  }

  /** Opens the app at `path` and waits until it can be used. */
  async open(path = ''): Promise<Frame> {
    await this.page.goto(this.address(path));
    return this.ready();
  }

  /** Until the app in the frame listens to clicks and keys: React has taken over the page that was sent. */
  async ready(): Promise<Frame> {
    const frame = await this.frame();
    await frame.waitForFunction(
      () => {
        const shown = document.querySelector('h1');
        return shown !== null && Object.keys(shown).some((key) => key.startsWith('__reactProps'));
      },
      undefined,
      { timeout: PATIENCE_MS },
    );
    return frame;
  }

  /** Until the chart is there, where there is one, and everything stands where it will stand. */
  async settled(): Promise<void> {
    const frame = await this.frame();
    await frame.waitForFunction(() => !document.body.textContent?.includes('Drawing the chart'));
    await this.page.waitForTimeout(SETTLING_MS);
  }

  async frame(): Promise<Frame> {
    const element = await this.page.waitForSelector('#app', { state: 'attached' });
    const frame = await element.contentFrame();
    if (!frame) throw new Error('the admin shows no frame');
    await frame.waitForURL((url) => url.origin === new URL(this.#house.appUrl).origin);
    await frame.waitForLoadState('load');
    return frame;
  }

  /** The heading of a screen: proof that the app is there. */
  async heading(name: string | RegExp): Promise<void> {
    await this.app.getByRole('heading', { level: 1, name }).waitFor();
  }

  async press(name: string | RegExp): Promise<void> {
    await this.app.getByRole('button', { name, exact: true }).click();
  }

  /** Presses a link, or a button that is a link. */
  async follow(name: string | RegExp): Promise<void> {
    await this.app.getByRole('link', { name, exact: true }).first().click();
  }

  async fill(label: string, text: string): Promise<void> {
    await this.app.getByLabel(label, { exact: true }).fill(text);
  }

  /** Saves with the admin's own bar. */
  async saveInBar(): Promise<void> {
    await this.page.locator('#save-bar-save').click();
  }

  /** Goes to a page of the app by the admin's navigation. */
  async navigate(name: string): Promise<void> {
    await this.page.locator('#app-navigation').getByRole('link', { name, exact: true }).click();
  }

  /** One of the key figures of the home screen or of an influencer, as it stands there. */
  async figure(label: string): Promise<string> {
    const card = this.app
      .getByRole('region', { name: 'Key figures' })
      .locator('.Polaris-ShadowBevel', {
        has: this.page.getByRole('heading', { name: label }),
      });
    return ((await card.locator('p').first().textContent()) ?? '').trim();
  }

  /** What stands in a field that is there to be copied. */
  async handedOut(label: string): Promise<string> {
    const copy = this.app.getByRole('button', { name: new RegExp(`^Copy ${label}: `) });
    const name = (await copy.getAttribute('aria-label')) ?? '';
    return name.slice(`Copy ${label}: `.length);
  }

  /** The line of a table that names `text`. */
  row(text: string) {
    return this.app.getByRole('row').filter({ hasText: text });
  }
}
