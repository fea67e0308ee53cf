import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { launchChromium, USER_AGENT } from './chromium.ts';
import { watchContext } from './watch-context.ts';

const FAILURES = path.resolve(import.meta.dirname, '../../.cache/browser-failures');

export type Viewport = { readonly width: number; readonly height: number };
export const DESKTOP: Viewport = { width: 1280, height: 900 };
export const PHONE: Viewport = { width: 390, height: 844 };

/** A browser of one person, with nothing remembered, and what went wrong in it so far. */
export type Person = { page: Page; context: BrowserContext; faults: string[] };

/**
 * Gives this test file a Chromium. Call it once, at the top level. How its pages were when a test failed is kept in
 * `.cache/browser-failures`.
 */
export function openChromium(): { somebody(viewport?: Viewport): Promise<Person> } {
  let browser: Browser | undefined;
  const people: Person[] = [];
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    for (const [place, { page, faults }] of people.entries()) {
      if (page.isClosed()) continue;
      const file = path.join(FAILURES, `${task.name.replace(/\W+/g, '-')}-${place}`);
      await page.screenshot({ path: `${file}.png` });
      await writeFile(`${file}.txt`, [page.url(), ...faults, ''].join('\n'));
    }
  });
  afterAll(async () => {
    await browser?.close();
  });
  return {
    async somebody(viewport = DESKTOP) {
      if (!browser) throw new Error('the browser is not open yet');
      const person = await openPerson(browser, viewport);
      people.push(person);
      return person;
    },
  };
}

/** The same for scripts that have a browser of their own. */
export async function openPerson(browser: Browser, viewport: Viewport): Promise<Person> {
  const context = await browser.newContext({
    userAgent: USER_AGENT,
    viewport,
    reducedMotion: 'reduce',
  });
  const faults = watchContext(context);
  return { page: await context.newPage(), context, faults };
}
