import type { Owner } from './owner.ts';
import type { Utm } from './utm.ts';

/** UTM values by which somebody is known. Null: any value. Written as `utmKey` writes them. */
export type UtmName = {
  readonly source: string;
  readonly medium: string | null;
  readonly campaign: string | null;
};

export type UtmAlias = UtmName & Owner;

/** The spelling by which two UTM values are one. */
export function utmKey(value: string): string {
  return value.trim().toLowerCase().normalize('NFC');
}

/** Whether a visit's UTM values are these. */
export function isNamed(utm: Utm, name: UtmName): boolean {
  const same = (value: string | null, wanted: string | null) =>
    wanted === null || (value !== null && utmKey(value) === wanted);
  return (
    same(utm.source, name.source) &&
    same(utm.medium, name.medium) &&
    same(utm.campaign, name.campaign)
  );
}

/** The alias that fits a visit best: the one that asks for most, a campaign for more than a medium. */
export function closestAlias(utm: Utm, aliases: readonly UtmAlias[]): UtmAlias | null {
  const weight = ({ campaign, medium }: UtmName) =>
    (campaign === null ? 0 : 2) + (medium === null ? 0 : 1);
  const [closest] = aliases
    .filter((alias) => isNamed(utm, alias))
    .sort((left, right) => weight(right) - weight(left));
  return closest ?? null;
}
