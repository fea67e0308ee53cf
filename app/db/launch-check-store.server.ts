import { type LaunchResult, resultsFromColumn } from '#app/domain/launch-check.ts';
import type { Tx } from './client.server.ts';

export type LaunchCheckRow = { ranAt: Date; passed: boolean; results: LaunchResult[] };

/** Records a check in place of the one before. */
export async function putLaunchCheck(
  tx: Tx,
  shopId: number,
  collaborationId: string,
  check: LaunchCheckRow,
): Promise<void> {
  await tx.launchCheck.upsert({
    where: { shopId_collaborationId: { shopId, collaborationId } },
    create: { shopId, collaborationId, ...check },
    update: check,
  });
}

/** The latest check, or null when there was none. */
export async function findLaunchCheck(
  tx: Tx,
  shopId: number,
  collaborationId: string,
): Promise<LaunchCheckRow | null> {
  const row = await tx.launchCheck.findUnique({
    where: { shopId_collaborationId: { shopId, collaborationId } },
  });
  if (!row) return null;
  return { ranAt: row.ranAt, passed: row.passed, results: resultsFromColumn(row.results) };
}

/** Which of a campaign's collaborations passed their latest check; those without one are not in it. */
export async function launchesOfCampaign(
  tx: Tx,
  shopId: number,
  campaignId: string,
): Promise<Map<string, boolean>> {
  const rows = await tx.launchCheck.findMany({
    where: { shopId, collaboration: { campaignId } },
    select: { collaborationId: true, passed: true },
  });
  return new Map(rows.map(({ collaborationId, passed }) => [collaborationId, passed]));
}
