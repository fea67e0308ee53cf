import { expect, it } from 'vitest';
import { prisma } from '#app/db/client.server.ts';
import { getSettings } from '#app/db/settings-store.server.ts';
import { ensureShop } from '#app/db/shop-store.server.ts';
import { DEFAULT_SETTINGS } from '#app/domain/settings.ts';
import type { SettingsDraft } from '#app/domain/settings-draft.ts';
import { saveSettings } from '#app/flow/settings/save-settings.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import { makeOrder } from '#test/factories/order.ts';
import { makeShop } from '#test/factories/shop.ts';

freshDatabase();

const { version: _, ...defaults } = DEFAULT_SETTINGS;

it('keeps what the merchant set, under a version that grows', async () => {
  const shopId = await ensureShop(prisma(), 'a.myshopify.com');
  const settings: SettingsDraft = {
    ...defaults,
    defaultModel: 'linear',
    codePrefix: 'glowy',
    utmTemplate: { ...defaults.utmTemplate, source: '', term: ' {influencer} ' },
    tierThresholds: { micro: 5_000, mid: 50_000, macro: 400_000, mega: 2_000_000 },
    surveyAttribute: 'Who sent you?',
  };
  await saveSettings(shopId, settings);
  const first = await getSettings(prisma(), shopId);
  expect(first).toMatchObject({
    ...settings,
    codePrefix: 'GLOWY',
    utmTemplate: { source: null, term: '{influencer}' },
  });
  await saveSettings(shopId, settings);
  expect((await getSettings(prisma(), shopId)).version).toBe(first.version + 1);
});

it.each<[Partial<SettingsDraft>, string]>([
  [{ codeTemplate: '{FIRSTNAME}{COLOUR}' }, 'codeTemplate'],
  [{ codeTemplate: '' }, 'codeTemplate'],
  [{ codePrefix: 'GL-OW' }, 'codePrefix'],
  [{ utmTemplate: { ...defaults.utmTemplate, medium: '{nobody}' } }, 'utmTemplate.medium'],
  [{ surveyAttribute: 'x'.repeat(256) }, 'surveyAttribute'],
  [{ tierThresholds: { micro: 10, mid: 10, macro: 30, mega: 40 } }, 'tierThresholds'],
])('refuses %o', async (given, field) => {
  const shopId = await ensureShop(prisma(), 'b.myshopify.com');
  await expect(saveSettings(shopId, { ...defaults, ...given })).rejects.toMatchObject({
    code: 'invalid_input',
    details: { field },
  });
});

it('makes every order’s touchpoints anew when the question changes, and only then', async () => {
  const shop = await makeShop();
  const shopId = shop.id;
  await makeOrder(shop, { at: new Date(), netMinor: 100n, touches: [] });
  const marked = () => prisma().touchRebuild.count({ where: { shopId } });
  await saveSettings(shopId, { ...defaults, defaultModel: 'linear' });
  expect(await marked()).toBe(0);
  await saveSettings(shopId, { ...defaults, surveyAttribute: ' Who sent you? ' });
  expect(await marked()).toBe(1);
  expect((await getSettings(prisma(), shopId)).surveyAttribute).toBe('Who sent you?');
});
