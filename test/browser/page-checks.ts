import AxeBuilder from '@axe-core/playwright';
import type { Frame, Page } from 'playwright-core';

const WCAG_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * Serious and critical findings against WCAG 2 AA, each as a sentence. `within`: a selector, or a frame's selector
 * and one inside it; `without`: what belongs to somebody else.
 */
export async function barriers(
  page: Page,
  within: string | [string, string],
  without: readonly string[] = [],
): Promise<string[]> {
  const axe = new AxeBuilder({ page }).withTags(WCAG_AA).include(within);
  for (const selector of without) axe.exclude(selector);
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 300)} ${failureSummary}`),
    );
}

/**
 * What does not fit into the width of a page: the page itself where it scrolls sideways, and texts that end outside
 * of it although nothing around them can be scrolled.
 */
export function overflows(frame: Frame): Promise<string[]> {
  return frame.evaluate(() => {
    const found: string[] = [];
    const { scrollWidth } = document.documentElement;
    if (scrollWidth > window.innerWidth) {
      found.push(`the page is ${scrollWidth} wide in a window of ${window.innerWidth}`);
    }
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = words.nextNode(); text; text = words.nextNode()) {
      const element = text.parentElement;
      if (!element || (text.textContent ?? '').trim() === '') continue;
      if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      const { right, left, width } = range.getBoundingClientRect();
      // What lies wholly before the left edge is put there for screen readers, such as links that skip.
      if (width <= 1 || right < 0 || (right <= window.innerWidth + 1 && left >= -1)) continue;
      let around: Element | null = element;
      let isMeant = false;
      while (around && !isMeant) {
        const { overflowX, textOverflow, clipPath, position } = getComputedStyle(around);
        const isHidden =
          position === 'absolute' && (clipPath !== 'none' || around.clientWidth <= 1);
        isMeant = /auto|scroll/.test(overflowX) || textOverflow === 'ellipsis' || isHidden;
        around = around.parentElement;
      }
      if (!isMeant) {
        found.push(
          `“${text.textContent?.trim().slice(0, 60)}” from ${Math.round(left)} to ${Math.round(right)}`,
        );
      }
    }
    return found;
  });
}
