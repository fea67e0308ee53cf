import type { ChannelRule } from '#app/domain/channel-rule.ts';
import { channelRulesSchema } from '#app/domain/channel-rule-draft.ts';
import type { Tx } from './client.server.ts';
import { toJson } from './json-rows.server.ts';
import type { Statements } from './statements.server.ts';

/** The shop's rules in the order in which they are tried. */
export async function getChannelRules(tx: Statements, shopId: number): Promise<ChannelRule[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select channel, conditions from channel_rule where shop_id = ${shopId}::int order by position`;
  return rows.length === 0 ? [] : channelRulesSchema.parse(rows);
}

/** Makes the shop's rules exactly these. */
export async function putChannelRules(
  tx: Tx,
  shopId: number,
  rules: readonly ChannelRule[],
): Promise<void> {
  const rows = toJson(rules.map((rule, position) => ({ ...rule, position })));
  await tx.channelRule.deleteMany({ where: { shopId } });
  await tx.$executeRaw`
    insert into channel_rule (shop_id, position, channel, conditions)
    select ${shopId}::int, position, channel, conditions
    from jsonb_to_recordset(${rows}::jsonb) as r(position int, channel text, conditions jsonb)`;
}
