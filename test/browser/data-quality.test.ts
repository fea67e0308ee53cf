import { beforeAll, describe, expect, it } from 'vitest';
import { prisma } from '#app/db/client.server.ts';
import { findShop, type ShopRow } from '#app/db/shop-store.server.ts';
import { setDatabaseUrl } from '#app/platform/environment.server.ts';
import { TEST_APP } from '#test/database/fresh-database.ts';
import { makeCampaign } from '#test/factories/campaign.ts';
import { makeCollaboration } from '#test/factories/collaboration.ts';
import { makeInfluencer } from '#test/factories/influencer.ts';
import { makeOrder } from '#test/factories/order.ts';
import { openHouse } from '#test/stories/open-house.ts';
import { AdminPage } from './admin-page.ts';
import { DESKTOP, openChromium, type Person, PHONE } from './open-chromium.ts';
import { barriers, overflows } from './page-checks.ts';

const { house, openShop } = openHouse();
const { somebody } = openChromium();

let merchant: Person;
let admin: AdminPage;
let shop: ShopRow;

beforeAll(async () => {
  Object.assign(process.env, TEST_APP);
  setDatabaseUrl(house().databaseUrl);
  const story = await openShop();
  const row = await findShop(prisma(), story.shop.domain);
  if (!row) throw new Error('the app does not know the shop');
  shop = row;
  const influencerId = await makeInfluencer(shop.id, { name: 'Sarah Miller' });
  const campaignId = await makeCampaign(shop.id, { name: 'Spring' });
  await makeCollaboration(shop.id, { influencerId, campaignId, code: 'SARAH15' });
  for (const netMinor of [1_000n, 2_000n]) {
    await makeOrder(shop, {
      at: new Date(),
      netMinor,
      codes: ['OLDSARAH'],
      touches: [{ kind: 'landing', channel: 'unassigned' }],
    });
  }
  // The claim makes the others anew from what Shopify told of them: of these, nothing.
  const orderId = await makeOrder(shop, {
    at: new Date(),
    netMinor: 500n,
    touches: [{ kind: 'landing', channel: 'unassigned' }],
  });
  await prisma().touchpoint.updateMany({
    where: { shopId: shop.id, orderId },
    data: { utmSource: 'glow', utmMedium: 'audio' },
  });
  merchant = await somebody();
  admin = new AdminPage(merchant.page, house(), story.shop);
});

/** What stands in the way of somebody, in both widths, on the screen as it is. */
async function faults(): Promise<string[]> {
  const found: string[] = [];
  for (const size of [DESKTOP, PHONE]) {
    await merchant.page.setViewportSize(size);
    await admin.settled();
    found.push(...(await overflows(await admin.frame())));
    found.push(...(await barriers(merchant.page, ['#app', 'html'])));
  }
  await merchant.page.setViewportSize(DESKTOP);
  return found;
}

describe('a merchant looks after the data', () => {
  it('reads how much is known, and has it compared with Shopify', async () => {
    await admin.open('/app');
    await admin.navigate('Data health');
    await admin.heading('Data health');
    await admin.row('We know how the customer came').getByText('100%').waitFor();
    await admin.press('Compare now');
    await admin.app.getByRole('cell', { name: 'All the same' }).waitFor();
    await admin.app.getByText(/^Every order that Shopify has is here/).waitFor();
  });

  it('gives a code to the influencer whose it was, seeing first what that changes', async () => {
    await admin.follow('Give to an influencer…: OLDSARAH');
    await admin.heading('Code OLDSARAH');
    expect(await admin.app.getByRole('button', { name: 'Give', exact: true }).isDisabled()).toBe(
      true,
    );
    await admin.app.getByLabel('Influencer').selectOption({ label: 'Sarah Miller' });
    await admin.press('See what would change');
    await admin.row('Sarah Miller').getByText('$30.00').first().waitFor();
    await admin.row('Unassigned').getByText('-$30.00').first().waitFor();
    expect(await faults()).toEqual([]);
    await admin.press('Give to Sarah Miller');
    await admin.app.getByText('who gets the credit for its orders').waitFor();
    await admin.follow('Sarah Miller');
    await admin.heading('Sarah Miller');
  });

  it('writes a rule, tries it, sees what it changes, and saves it', async () => {
    await admin.open('/app/settings');
    await admin.follow('Channel rules');
    await admin.heading('Channel rules');
    await admin.press('Add a rule');
    await admin.saveInBar();
    await admin.app.getByText('Enter a value.').first().waitFor();
    await admin.fill('Value', 'glow');
    await admin.app.getByLabel('Then the channel is').selectOption({ label: 'Referral' });
    await admin.fill('Address in your shop', '/?utm_source=GLOW');
    await admin.press('Which channel?');
    await admin.app.getByText('By your rule 1.').waitFor();
    await admin.press('See what would change');
    await admin.app.getByText(/^1 of 1 order of the last 90 days would change/).waitFor();
    expect(await faults()).toEqual([]);
    await admin.saveInBar();
    await admin.page.locator('#save-bar').waitFor({ state: 'hidden' });
    await admin.open('/app/settings/channels');
    expect(await admin.app.getByLabel('Value').inputValue()).toBe('glow');
  });
});
