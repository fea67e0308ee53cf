import {
  type AttributionRules,
  DEFAULT_RULES,
  DEFAULT_RULES_VERSION,
  widestWindow,
} from '#app/domain/attribution-rules.ts';
import { attributionRulesSchema } from '#app/domain/attribution-rules-draft.ts';
import { toJson } from './json-rows.server.ts';
import type { Statements } from './statements.server.ts';

export type VersionedRules = { readonly version: number; readonly rules: AttributionRules };

/** Rules as the database holds them; null where nobody ever changed any. */
export function rulesFromRow(stored: unknown): AttributionRules {
  return stored === null ? DEFAULT_RULES : attributionRulesSchema.parse(stored);
}

/** The rules that a shop's figures go by. */
export async function rulesInForce(tx: Statements, shopId: number): Promise<VersionedRules> {
  const rows = await tx.$queryRaw<{ version: number; rules: unknown }[]>`
    select s.rules_version as version, r.rules from shop s
    left join attribution_rules r on r.shop_id = s.id and r.version = s.rules_version
    where s.id = ${shopId}::int`;
  const [row] = rows;
  if (!row) return { version: DEFAULT_RULES_VERSION, rules: DEFAULT_RULES };
  return { version: row.version, rules: rulesFromRow(row.rules) };
}

/** The rules of one version; those of the domain where it is unknown, as it is before the first change. */
export async function rulesOfVersion(
  tx: Statements,
  shopId: number,
  version: number,
): Promise<AttributionRules> {
  const rows = await tx.$queryRaw<{ rules: unknown }[]>`
    select rules from attribution_rules where shop_id = ${shopId}::int and version = ${version}::int`;
  return rulesFromRow(rows[0]?.rules ?? null);
}

/** Writes rules under the next version. They are never changed afterwards. Returns the version. */
export async function insertRules(
  tx: Statements,
  shopId: number,
  rules: AttributionRules,
): Promise<number> {
  const rows = await tx.$queryRaw<{ version: number }[]>`
    insert into attribution_rules (shop_id, version, rules, widest_days)
    select ${shopId}::int, coalesce(max(version), ${DEFAULT_RULES_VERSION}::int) + 1, ${toJson(rules)}::jsonb,
      ${widestWindow(rules)}::int
    from attribution_rules where shop_id = ${shopId}::int
    returning version`;
  return rows[0]?.version ?? DEFAULT_RULES_VERSION;
}

/** The days of the widest window that the shop ever had: touchpoints go back as far. */
export async function widestEver(tx: Statements, shopId: number): Promise<number> {
  const rows = await tx.$queryRaw<{ days: number | null }[]>`
    select max(widest_days) as days from attribution_rules where shop_id = ${shopId}::int`;
  return Math.max(widestWindow(DEFAULT_RULES), rows[0]?.days ?? 0);
}
