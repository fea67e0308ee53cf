import { describe, expect, it } from 'vitest';
import { prisma } from '#app/db/client.server.ts';
import { provisionCollaboration } from '#app/flow/collaborations/provision-collaboration.server.ts';
import { saveInfluencer } from '#app/flow/influencers/save-influencer.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import { stockCatalogue } from '#test/standin/catalogue/stock-catalogue.ts';
import { gid, type Shop } from '#test/standin/state/world.ts';
import { localShopify, openShop, read, startAndProvision, world } from './open-shop.ts';

freshDatabase();
localShopify();

describe('what the theme blocks show of a page', () => {
  async function pageText(shop: Shop): Promise<string> {
    const [page] = shop.pages.values();
    const answer = await fetch(`https://${shop.domain}/pages/${page?.handle}`);
    return answer.text();
  }

  function fieldsIn(shop: Shop): Record<string, string> {
    const [page] = shop.pages.values();
    return Object.fromEntries((page?.metafields ?? []).map(({ key, value }) => [key, value]));
  }

  it('greets her followers with name, offer and code, and shows her products', async () => {
    const { shopId, shop } = await openShop({ theme: { visitEmbed: true, landingBlocks: true } });
    stockCatalogue(world(), shop);
    const [first] = shop.products.values();
    const id = await startAndProvision(shopId, 'Jane <Doe>', {
      featuredProductIds: [gid('Product', first?.id ?? 0n), 'gid://shopify/Product/1'],
      welcomeText: 'Hello\nfrom me',
    });
    const { plan } = await read(shopId, id);
    const html = await pageText(shop);
    expect(html).toContain('Welcome! Jane &lt;Doe&gt; sent you');
    expect(html).toMatch(/tributary-greeting__offer">10% off your order</);
    expect(html).toContain('<code data-tributary-code>JANE10</code>');
    expect(html).toContain(`data-page-link="${plan.link?.slug}"`);
    expect(html).toContain('Hello<br />\nfrom me');
    expect(html.match(/class="tributary-landing__product"/g)).toHaveLength(1);
  });

  const renamed = (name: string) => ({
    name,
    email: null,
    platforms: [],
    niche: null,
    notes: null,
    status: 'active' as const,
  });

  it('is defined once for the storefront to read, whatever else is defined', async () => {
    const { shopId, shop } = await openShop();
    await startAndProvision(shopId, 'Jane Doe');
    await startAndProvision(shopId, 'Maya Lee');
    expect(shop.metafieldDefinitions).toHaveLength(7);
    expect(new Set(shop.metafieldDefinitions?.map(({ storefront }) => storefront))).toEqual(
      new Set(['PUBLIC_READ']),
    );
  });

  it('follows the plan when the page is provisioned again, and leaves the body and the rest', async () => {
    const { shopId, shop } = await openShop();
    const id = await startAndProvision(shopId, 'Jane Doe');
    const [page] = shop.pages.values();
    if (!page) throw new Error('no page');
    page.bodyHtml = 'rewritten by the merchant';
    page.metafields.push({ namespace: 'theirs', key: 'x', type: 'json', value: '{}' });
    await prisma().collaboration.updateMany({ where: { shopId }, data: { welcomeText: '' } });
    const { plan } = await read(shopId, id);
    await saveInfluencer(shopId, renamed('Jane Roe'), plan.influencerId);
    expect((await read(shopId, id)).states.page).toBe('intended');
    await provisionCollaboration(shopId, id);
    expect(fieldsIn(shop)).toMatchObject({ influencer_name: 'Jane Roe', code: 'JANE10', x: '{}' });
    expect(fieldsIn(shop)).not.toHaveProperty('welcome');
    expect(page.bodyHtml).toBe('rewritten by the merchant');
    expect(page.metafields[0]?.value).toBe(id);
  });

  it('shows her picture from when she has one until she has none', async () => {
    const { shopId, shop } = await openShop({ theme: { visitEmbed: false, landingBlocks: true } });
    const id = await startAndProvision(shopId, 'Jane Doe');
    expect(fieldsIn(shop)).not.toHaveProperty('influencer_picture');
    const { plan } = await read(shopId, id);
    const pictureUrl = 'https://images.example/jane.jpg';
    await saveInfluencer(shopId, { ...renamed('Jane Doe'), pictureUrl }, plan.influencerId);
    await provisionCollaboration(shopId, id);
    expect(fieldsIn(shop)).toMatchObject({ influencer_picture: pictureUrl });
    expect(await pageText(shop)).toContain(`src="${pictureUrl}"`);
    await saveInfluencer(shopId, renamed('Jane Doe'), plan.influencerId);
    await provisionCollaboration(shopId, id);
    expect(fieldsIn(shop)).not.toHaveProperty('influencer_picture');
  });
});
