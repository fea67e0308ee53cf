import type { ModelTerms } from '#app/domain/attribution-model.ts';
import type { AttributionRules } from '#app/domain/attribution-rules.ts';
import { rulesFromRow } from './attribution-rules-store.server.ts';
import type { Statements } from './statements.server.ts';

/** What the credit of one generation is made by. */
export type GenerationTerms = {
  generation: number;
  rulesVersion: number;
  rules: AttributionRules;
  models: ModelTerms;
};

/** What attribution goes by in a shop. */
export type AttributionTerms = {
  timeZone: string;
  /** The latest model fit; null while the Markov model shares by position. */
  fit: number | null;
  shown: GenerationTerms;
  /** The generation that a replay is making, which takes over as a whole when it is done. */
  next: GenerationTerms | null;
};

/** The shop's terms, those of the domain where it set none; null when the shop is gone. */
export async function attributionTerms(
  tx: Statements,
  shopId: number,
): Promise<AttributionTerms | null> {
  const rows = await tx.$queryRaw<TermsRow[]>`
    select s.time_zone as "timeZone", s.shown_generation as generation, s.rules_version as version, r.rules,
      p.generation as "nextGeneration", p.rules_version as "nextVersion", n.rules as "nextRules", f.fit, f.effects
    from shop s
    left join attribution_rules r on r.shop_id = s.id and r.version = s.rules_version
    left join attribution_replay p on p.shop_id = s.id and p.state = 'running'
    left join attribution_rules n on n.shop_id = s.id and n.version = p.rules_version
    left join lateral (
      select m.fit, (select jsonb_object_agg(e.key, e.value -> 'effect') from jsonb_each(m.sources) e) as effects
      from (select * from model_fit where shop_id = ${shopId}::int order by fit desc limit 1) m
      where m.basis = 'markov') f on true
    where s.id = ${shopId}::int`;
  const [row] = rows;
  if (!row) return null;
  const { timeZone, fit, nextGeneration, nextVersion } = row;
  const effects = fit === null ? 'position' : new Map(Object.entries(row.effects ?? {}));
  const made = (generation: number, rulesVersion: number, stored: unknown): GenerationTerms => {
    const rules = rulesFromRow(stored);
    return { generation, rulesVersion, rules, models: { heuristics: rules.heuristics, effects } };
  };
  return {
    timeZone,
    fit,
    shown: made(row.generation, row.version, row.rules),
    next:
      nextGeneration === null || nextVersion === null
        ? null
        : made(nextGeneration, nextVersion, row.nextRules),
  };
}

type TermsRow = {
  timeZone: string;
  generation: number;
  version: number;
  rules: unknown;
  nextGeneration: number | null;
  nextVersion: number | null;
  nextRules: unknown;
  fit: number | null;
  effects: Record<string, number> | null;
};
