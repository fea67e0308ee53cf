import { beforeAll, describe, expect, it } from 'vitest';
import type { Shop } from '#test/standin/state/world.ts';
import { openHouse } from '#test/stories/open-house.ts';
import type { ShopStory } from '#test/stories/shop-story.ts';
import { AdminPage } from './admin-page.ts';
import { openChromium, type Person } from './open-chromium.ts';

const { house, world, openShop } = openHouse();
const { somebody } = openChromium();

let story: ShopStory;
let shop: Shop;
let merchant: Person;
let admin: AdminPage;

beforeAll(async () => {
  story = await openShop();
  shop = story.shop;
  merchant = await somebody();
  admin = new AdminPage(merchant.page, house(), shop);
  await story.work.addInfluencer();
});

const alert = () => admin.app.getByRole('alert');

describe('what a merchant is told when something is wrong', () => {
  it('a name is missing, and an e-mail address is none', async () => {
    await admin.open('/app/influencers/new');
    await admin.fill('E-mail', 'jane at example');
    await admin.saveInBar();
    await alert().waitFor();
    await admin.app.getByText('Enter a name.').first().waitFor();
    expect(await admin.app.getByLabel('E-mail', { exact: true }).getAttribute('aria-invalid')).toBe(
      'true',
    );
    expect(await admin.app.getByLabel('E-mail', { exact: true }).inputValue()).toBe(
      'jane at example',
    );
  });

  it('an influencer is here already', async () => {
    await admin.page.locator('#save-bar-discard').click();
    await alert().waitFor({ state: 'hidden' });
    await admin.fill('Name', 'Jane Doe');
    await admin.saveInBar();
    await alert().waitFor();
    expect(await alert().textContent()).toContain('Jane Doe');
    await admin.page.locator('#save-bar-discard').click();
  });

  it('a spreadsheet has lines that cannot be read; nothing of it is imported', async () => {
    await admin.open('/app/influencers/import');
    await admin.fill(
      'Or paste the lines',
      'name,email,instagram_followers,shoe_size\nAnna,anna@example.com,12k,38\nBea,nowhere,many,39\n,cleo@example.com,3,40\n',
    );
    await admin.press('Check');
    await admin.app.getByText(/problems to put right; nothing is imported before/).waitFor();
    expect(await admin.app.getByRole('button', { name: /^Import/ }).isDisabled()).toBe(true);
    await admin.fill('Or paste the lines', 'a;b;c\n1;2;3\n');
    await admin.press('Check');
    await admin.app.getByText(/name/i).first().waitFor();
    expect(
      (await story.work.read<{ view: { page: { total: number } } }['view']>('/app/influencers'))
        .page.total,
    ).toBe(1);
  });

  it('a code that is to be adopted is not in the shop, or taken', async () => {
    const campaignId = await story.work.addCampaign();
    await admin.open(`/app/campaigns/${campaignId}/add`);
    await admin.app.getByLabel('Jane Doe').check();
    await admin.fill('Use a code that exists', 'NOSUCHCODE');
    await admin.press('Add 1 influencer');
    await alert().waitFor();
    expect(await alert().textContent()).toMatch(/NOSUCHCODE|code/i);
  });

  it('Shopify is down while she is added: it is made when Shopify is back', async () => {
    shop.misbehaviour.outageUntil = world().clock.now() + 3_600_000;
    await admin.fill('Use a code that exists', '');
    await admin.app.getByText('JANE15', { exact: true }).waitFor();
    await admin.press('Add 1 influencer');
    await admin.heading('Spring');
    await admin.app
      .getByText(/Setting up codes, pages and links in Shopify: 0 of 3 done/)
      .waitFor();
    expect(await admin.row('Jane Doe').getByText('Being made').count()).toBe(3);
    shop.misbehaviour.outageUntil = 0;
    await admin.row('Jane Doe').getByText('Active', { exact: true }).waitFor({ timeout: 90_000 });
    expect([...shop.discounts.values()].length).toBe(1);
    expect(merchant.faults).toEqual([]);
  });

  it('an address is of nothing that is here', async () => {
    for (const path of [
      '/app/influencers/00000000-0000-4000-8000-000000000000',
      '/app/influencers/nonsense',
      '/app/orders/1',
      '/app/nowhere',
    ]) {
      await admin.open(path);
      await admin.heading(/not/i);
      await admin.app.getByRole('link', { name: 'Go to the home page' }).waitFor();
    }
    await admin.follow('Go to the home page');
    await admin.heading('Influencer performance');
  });

  it('the app itself cannot be reached; a reload leads on when it is back', async () => {
    await admin.navigate('Campaigns');
    await admin.heading('Campaigns');
    await admin.navigate('Influencers');
    await admin.heading('Influencers');
    await house().app().stop();
    await admin.navigate('Campaigns');
    await admin.heading('This page could not be shown');
    await admin.app.getByText('The server could not be reached.').waitFor();
    await house().restartApp();
    await admin.follow('Reload the page');
    await admin.heading('Campaigns');
  });
});
