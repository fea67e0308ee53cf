import type { Prisma } from '@prisma/client';
import { v7 as newId } from 'uuid';
import { prisma } from '#app/db/client.server.ts';

/** A campaign that began on the first of January 2026 and has no end. Returns its id. */
export async function makeCampaign(
  shopId: number,
  given: Partial<Prisma.CampaignCreateManyInput> = {},
): Promise<string> {
  const id = newId();
  await prisma().campaign.create({
    data: {
      shopId,
      id,
      name: `Campaign ${id.slice(-6)}`,
      goal: 'sales',
      startsOn: new Date('2026-01-01'),
      currency: 'USD',
      utmCampaign: `campaign-${id.slice(-6)}`,
      ...given,
    },
  });
  return id;
}
