import type { Tx } from './client.server.ts';

/** What came of looking after a shop's pixel. */
export type PixelFinding =
  | { state: 'live'; gid: string }
  /** `error`: a sentence for the merchant. */
  | { state: 'failed'; error: string };

/** Notes that the shop is to have the pixel. What is known of it stays. */
export async function intendPixel(tx: Tx, shopId: number): Promise<void> {
  await tx.storefrontStatus.upsert({ where: { shopId }, create: { shopId }, update: {} });
}

export async function recordPixel(
  tx: Tx,
  shopId: number,
  finding: PixelFinding,
  at: Date,
): Promise<void> {
  const { state } = finding;
  await tx.storefrontStatus.updateMany({
    where: { shopId },
    data: {
      pixelState: state,
      pixelGid: state === 'live' ? finding.gid : null,
      pixelError: state === 'failed' ? finding.error : null,
      pixelCheckedAt: at,
    },
  });
}

/** Forgets what was known of a shop's storefront: with the app, Shopify takes pixel and embed away. */
export async function resetStorefront(tx: Tx, shopId: number): Promise<void> {
  await tx.storefrontStatus.deleteMany({ where: { shopId } });
}
