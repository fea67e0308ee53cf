import type { ShopSettings } from '@prisma/client';
import { z } from 'zod';
import { MODELS } from '#app/domain/attribution-model.ts';
import { DEFAULT_SETTINGS, type Settings } from '#app/domain/settings.ts';
import type { Tx } from './client.server.ts';

const modelSchema = z.enum(MODELS).catch(DEFAULT_SETTINGS.defaultModel);
const thresholdsSchema = z
  .object({ micro: z.number(), mid: z.number(), macro: z.number(), mega: z.number() })
  .catch(DEFAULT_SETTINGS.tierThresholds);

/** The shop's settings; those of a shop that never changed any come from the domain. */
export async function getSettings(tx: Tx, shopId: number): Promise<Settings> {
  const row = await tx.shopSettings.findUnique({ where: { shopId } });
  return row ? settingsFromRow(row) : DEFAULT_SETTINGS;
}

function settingsFromRow(row: ShopSettings): Settings {
  return {
    defaultModel: modelSchema.parse(row.defaultModel),
    codeTemplate: row.codeTemplate,
    codePrefix: row.codePrefix,
    utmTemplate: {
      source: row.utmSource || null,
      medium: row.utmMedium || null,
      campaign: row.utmCampaign || null,
      content: row.utmContent || null,
      term: row.utmTerm || null,
    },
    tierThresholds: thresholdsSchema.parse(row.tierThresholds),
    surveyAttribute: row.surveyAttribute,
    version: row.version,
  };
}

/** Writes the shop's settings and counts their version up. Returns the new version. */
export async function putSettings(
  tx: Tx,
  shopId: number,
  settings: Omit<Settings, 'version'>,
): Promise<number> {
  const data = {
    defaultModel: settings.defaultModel,
    codeTemplate: settings.codeTemplate,
    codePrefix: settings.codePrefix,
    utmSource: settings.utmTemplate.source ?? '',
    utmMedium: settings.utmTemplate.medium ?? '',
    utmCampaign: settings.utmTemplate.campaign ?? '',
    utmContent: settings.utmTemplate.content ?? '',
    utmTerm: settings.utmTemplate.term ?? '',
    tierThresholds: settings.tierThresholds,
    surveyAttribute: settings.surveyAttribute,
  };
  const { version } = await tx.shopSettings.upsert({
    where: { shopId },
    create: { shopId, ...data },
    update: { ...data, version: { increment: 1 } },
  });
  return version;
}
