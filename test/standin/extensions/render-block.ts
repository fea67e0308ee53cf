import { Liquid } from 'liquidjs';
import { escapeHtml } from '../http.ts';
import { moneyText } from '../storefront/money-text.ts';
import type { PageContext } from '../storefront/page-layout.ts';
import { pageDrops } from './liquid-drops.ts';
import { readThemeTexts, type ThemeBlock } from './theme-extension.ts';

export const ASSETS_PATH = '/extensions/tributary/assets/';

/**
 * One app block as Shopify renders it: its settings at their defaults, `settings` over them. A filter
 * or an object that the local Shopify does not know is an error, so that none is taken for empty.
 */
export function renderBlock(
  block: ThemeBlock,
  page: PageContext,
  settings: Readonly<Record<string, unknown>> = {},
): string {
  const defaults = block.settings.flatMap(({ id, default: value }) => (id ? [[id, value]] : []));
  return engineFor(page).parseAndRenderSync(block.liquid, {
    ...pageDrops(page),
    block: {
      settings: { ...Object.fromEntries(defaults), ...settings },
      shopify_attributes: '',
    },
  });
}

function engineFor({ shop }: PageContext): Liquid {
  const engine = new Liquid({ strictFilters: true });
  const texts = readThemeTexts();
  engine.registerFilter('asset_url', (file: string) => ASSETS_PATH + file);
  engine.registerFilter('money', (minor: number) => moneyText(minor, shop.currency));
  engine.registerFilter('image_url', (image: { src: string }) => image.src);
  engine.registerFilter('image_tag', (src: string, ...options: [string, unknown][]) => {
    const { widths: _, ...attributes } = Object.fromEntries(options);
    const given = { src, width: '600', height: '600', ...attributes };
    const written = Object.entries(given).map(
      ([name, value]) => `${name}="${escapeHtml(String(value))}"`,
    );
    return `<img ${written.join(' ')}>`;
  });
  engine.registerFilter('t', (key: string, ...values: [string, unknown][]) => {
    const text = texts.get(key);
    if (text === undefined) throw new Error(`the theme extension has no text ${key}`);
    const filled = Object.fromEntries(values);
    const whole = text.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) =>
      String(filled[name] ?? ''),
    );
    return key.endsWith('_html') ? whole : escapeHtml(whole);
  });
  return engine;
}
