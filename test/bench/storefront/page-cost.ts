import type { Browser } from 'playwright-core';
import { USER_AGENT } from '#test/browser/chromium.ts';

/** As phones are slower than the machine of whoever measures. */
const SLOWER = 4;
/** After the page's load event: the embed and the pixel are done in a fraction of it. */
const STAY_MS = 1_500;

export type PageCost = {
  /** Milliseconds of work on the page's main thread, in its own CPU time. */
  mainThreadMs: number;
  layoutShift: number;
};

/** Opens the address in a fresh browser profile, stays a while, and says what it cost. */
export async function pageCost(browser: Browser, address: string): Promise<PageCost> {
  const context = await browser.newContext({ userAgent: USER_AGENT });
  try {
    const page = await context.newPage();
    await page.addInitScript(() => {
      Object.assign(window, { shifted: 0 });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          const before = Number(Reflect.get(window, 'shifted'));
          Object.assign(window, { shifted: before + Number(Reflect.get(entry, 'value')) });
        }
      }).observe({ type: 'layout-shift', buffered: true });
    });
    const devtools = await context.newCDPSession(page);
    await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    await page.goto(address, { waitUntil: 'load' });
    await page.waitForTimeout(STAY_MS);
    const { metrics } = await devtools.send('Performance.getMetrics');
    const seconds = metrics.find(({ name }) => name === 'TaskDuration')?.value;
    if (seconds === undefined) throw new Error('Chromium says nothing of TaskDuration');
    const layoutShift = await page.evaluate(() => Number(Reflect.get(window, 'shifted')));
    return { mainThreadMs: seconds * 1000, layoutShift };
  } finally {
    await context.close();
  }
}
