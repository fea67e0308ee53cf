import { prisma } from '#app/db/client.server.ts';
import { findPrivacyRequest, listPrivacyRequests } from '#app/db/report-store-inbox.server.ts';
import { getSettings } from '#app/db/settings-store.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import type { Settings } from '#app/domain/settings.ts';
import type { TierThresholds } from '#app/domain/tier.ts';
import { type TemplatePreview, templatePreview } from './code-preview-view.server.ts';
import { missing } from './missing.ts';
import { type ShownInstant, shownInstant, shownInstantOrNull } from './shown.ts';

export type SettingsView = {
  readonly settings: Settings;
  readonly preview: TemplatePreview;
  readonly shop: { readonly domain: string; readonly currency: string; readonly timeZone: string };
  readonly privacyRequests: readonly {
    readonly id: string;
    readonly topic: string;
    readonly receivedAt: ShownInstant;
    readonly doneAt: ShownInstant | null;
    /** The answer to a data request can be downloaded, until its customer is erased. */
    readonly hasFile: boolean;
  }[];
};

/** The shop's settings with what their templates make, and its requests about personal data. */
export async function settingsView(shop: ShopRow): Promise<SettingsView> {
  const [settings, requests] = await Promise.all([
    getSettings(prisma(), shop.id),
    listPrivacyRequests(prisma(), shop.id),
  ]);
  const { utmTemplate } = settings;
  const filled = Object.entries(utmTemplate).map(([name, value]) => [name, value ?? '']);
  const params = new URLSearchParams([
    ['codeTemplate', settings.codeTemplate],
    ['codePrefix', settings.codePrefix],
    ...filled,
  ]);
  return {
    settings,
    preview: templatePreview(shop, params),
    shop: { domain: shop.domain, currency: shop.currency, timeZone: shop.timeZone },
    privacyRequests: requests.map(({ webhookId, topic, receivedAt, doneAt, hasResult }) => ({
      id: webhookId,
      topic,
      receivedAt: shownInstant(receivedAt, shop.timeZone),
      doneAt: shownInstantOrNull(doneAt, shop.timeZone),
      hasFile: topic === 'customers/data_request' && hasResult,
    })),
  };
}

/** Where the shop draws the lines between tiers. */
export async function tierThresholdsOf(shopId: number): Promise<TierThresholds> {
  return (await getSettings(prisma(), shopId)).tierThresholds;
}

/** What a data request found, as JSON text for the merchant to pass on. @throws AppError not_found */
export async function privacyFile(shop: ShopRow, id: string): Promise<string> {
  // No stored id holds a zero byte or half a character, and the database refuses to look for them.
  const isPossible = !id.includes('\0') && id.isWellFormed();
  const request = isPossible ? await findPrivacyRequest(prisma(), shop.id, id) : null;
  if (request?.topic !== 'customers/data_request' || request.result === null) {
    throw missing('request');
  }
  return `${JSON.stringify(request.result, null, 2)}\n`;
}
