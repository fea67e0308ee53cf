import { bucketOf } from '../../state/create-shop.ts';
import type { Shop } from '../../state/world.ts';

export type ThrottleStatus = {
  maximumAvailable: number;
  currentlyAvailable: number;
  restoreRate: number;
};

/** One query may never ask for more than this, however full the bucket is. */
export const SINGLE_QUERY_LIMIT = 1000;

/** Brings the leaky bucket up to the instant and says how it stands. */
export function throttleStatus(shop: Shop, now: number): ThrottleStatus {
  const { restoreRate, size } = bucketOf(shop);
  const elapsedSeconds = Math.max(0, now - shop.bucket.at) / 1000;
  shop.bucket.available = Math.min(size, shop.bucket.available + elapsedSeconds * restoreRate);
  shop.bucket.at = now;
  return {
    maximumAvailable: size,
    currentlyAvailable: Math.floor(shop.bucket.available),
    restoreRate,
  };
}

/** Takes the points out when they are there. */
export function takePoints(shop: Shop, points: number, now: number): boolean {
  if (throttleStatus(shop, now).currentlyAvailable < points) return false;
  shop.bucket.available -= points;
  return true;
}

/** Gives back what the operation was charged and did not use. */
export function refundPoints(shop: Shop, points: number): void {
  shop.bucket.available = Math.min(bucketOf(shop).size, shop.bucket.available + points);
}
