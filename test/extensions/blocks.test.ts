import { afterEach, beforeEach, expect, it } from 'vitest';
import { landingPageHtml } from '#app/domain/landing-body.ts';
import { readThemeAsset, readThemeBlocks } from '#test/standin/extensions/theme-extension.ts';
import { StorefrontVisitor } from '#test/standin/storefront/visitor.ts';
import { type ExtendedShop, startExtendedShop } from './extended-shop.ts';

let place: ExtendedShop;

beforeEach(async () => {
  place = await startExtendedShop();
});
afterEach(() => place.close());

async function janesPage(): Promise<string> {
  const { standin, shop } = place;
  const visitor = new StorefrontVisitor({ standin: standin.url, shopDomain: shop.domain });
  return (await visitor.go('/pages/jane')).text;
}

it('hides of the page’s own text what the blocks say, and no more', () => {
  const css = readThemeAsset('tributary.css') ?? '';
  const facts = { title: 'A', url: '/products/a', imageUrl: null, priceText: null };
  const body = landingPageHtml({
    influencerName: 'Jane',
    welcomeText: 'Hi',
    code: 'JANE15',
    offerText: '15 % off',
    products: [facts],
  });
  const parts = [...body.matchAll(/class="(tributary-page__(?:welcome|offer|code|products))"/g)];
  expect(parts).toHaveLength(4);
  const blocks = readThemeBlocks()
    .map(({ liquid }) => liquid)
    .join();
  for (const [, part = ''] of parts) {
    const shown = new RegExp(`body:has\\(\\.(tributary-[a-z_-]+)\\) \\.${part}\\b`).exec(css)?.[1];
    expect(blocks, part).toContain(`class="${shown}"`);
  }
});

it('says everything without a script, and lets no name or text become markup', async () => {
  const html = await janesPage();
  expect(html).toContain('Welcome! Jane &lt;Doe&gt; sent you');
  expect(html).toContain('15 % off everything');
  expect(html).toContain('<code data-tributary-code>JANE15</code>');
  expect(html).toContain('href="/discount/JANE15?redirect=%2Fpages%2Fjane"');
  expect(html).toContain('Hi!<br />\nThese are &lt;mine&gt;.');
  expect(html).toContain('Jane &lt;Doe&gt;’s picks');
  expect(html.match(/class="tributary-landing__product"/g)).toHaveLength(2);
  expect(html).not.toMatch(/<Doe>|<mine>|&amp;lt;/);
});

it('gives every picture its size and every script its place after the page', async () => {
  const html = await janesPage();
  const images = html.match(/<img[^>]*>/g) ?? [];
  expect(images.length).toBeGreaterThan(0);
  for (const image of images) expect(image).toMatch(/width="\d+".*height="\d+"/s);
  const ours = html.match(/<script[^>]*\/extensions\/tributary\/[^>]*>/g) ?? [];
  expect(ours).toHaveLength(1);
  for (const script of ours) expect(script).toMatch(/\sdefer[\s>]/);
});

it('shows nothing on a page that is not the app’s', async () => {
  for (const page of place.shop.pages.values()) page.metafields = [];
  const html = await janesPage();
  expect(html).not.toMatch(/tributary-(greeting|landing)/);
});

it('leaves out a picture, an offer, a code that are not there', async () => {
  const wanted = ['influencer_name'];
  for (const page of place.shop.pages.values()) {
    page.metafields = page.metafields.filter(({ key }) => wanted.includes(key));
  }
  const html = await janesPage();
  expect(html).toContain('aria-hidden="true">J</span>');
  expect(html).not.toMatch(/tributary-greeting__(offer|code|apply)|<img[^>]*tributary/);
});

it('declares blocks that the theme editor takes: short names, assets that exist, one embed', () => {
  const blocks = readThemeBlocks();
  expect(blocks.map(({ handle, target }) => [handle, target])).toEqual([
    ['follower-greeting', 'section'],
    ['landing-page', 'section'],
    ['visit-embed', 'body'],
  ]);
  for (const { name, stylesheet, javascript } of blocks) {
    expect(name.length).toBeLessThan(25);
    for (const file of [stylesheet, javascript]) {
      if (file !== undefined) expect(readThemeAsset(file)).not.toBeNull();
    }
  }
});
