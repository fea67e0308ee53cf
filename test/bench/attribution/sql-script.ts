import type pg from 'pg';
import { WORKLOAD_ENDS } from './workload.ts';

/** The same tables with the same indexes, beside the app's. */
const PLACE = `
  drop table if exists sql_credit, sql_order;
  create table sql_credit (like credit including all);
  create table sql_order (like attributed_order including all)`;

/**
 * What a data team would write: five models over the same rows in three statements. Parts are rounded, so that they
 * sum to the order only nearly; the columns of the other three models stay empty.
 */
const NETS = `
  insert into sql_order (shop_id, generation, order_id, day, currency, net_minor, counted, new_customer, rules_version)
  select o.shop_id, 0, o.order_id, (o.processed_at at time zone 'UTC')::date, o.currency,
    l.minor - coalesce(r.minor, 0), 1,
    row_number() over (partition by o.customer_id order by o.processed_at, o.order_id) = 1, 0
  from "order" o
  join (select order_id, sum(quantity * unit_price_minor - discount_minor) as minor
        from order_line where shop_id = $1 group by order_id) l on l.order_id = o.order_id
  left join (select f.order_id, sum(p.subtotal_minor) as minor
        from refund f join refund_line p on p.shop_id = f.shop_id and p.refund_id = f.refund_id
        where f.shop_id = $1 group by f.order_id) r on r.order_id = o.order_id
  where o.shop_id = $1`;

const CREDIT = `
  insert into sql_credit (shop_id, generation, order_id, touchpoint_id, position, day, channel, influencer_id,
    first_touch, last_touch, linear, position_based, time_decay)
  select shop_id, 0, order_id, touchpoint_id, place - 1, day, channel, influencer_id,
    case when place = 1 then net_minor else 0 end,
    case when place = length then net_minor else 0 end,
    round(net_minor::float8 / length),
    round(net_minor::float8 * case
      when length = 1 then 1 when length = 2 then 0.5 when place in (1, length) then 0.4
      else 0.2 / (length - 2) end),
    round(net_minor::float8 * decay / sum(decay) over (partition by order_id))
  from (
    select t.shop_id, t.order_id, t.touchpoint_id, t.channel, t.influencer_id, o.day, o.net_minor,
      row_number() over (partition by t.order_id order by t.occurred_at, t.touchpoint_id) as place,
      count(*) over (partition by t.order_id) as length,
      power(2::float8, -extract(epoch from h.processed_at - t.occurred_at)::float8 / (7 * 86400)) as decay
    from touchpoint t
    join sql_order o on o.shop_id = t.shop_id and o.order_id = t.order_id and o.generation = 0
    join "order" h on h.shop_id = t.shop_id and h.order_id = t.order_id
    where t.shop_id = $1 and t.occurred_at between h.processed_at - interval '30 days' and h.processed_at
      and h.processed_at < $2
  ) journey`;

/** Milliseconds of the script; its tables stay. @throws Error where it wrote other rows than attribution */
export async function runSqlScript(client: pg.Client, shopId: number): Promise<number> {
  await client.query(PLACE);
  const began = performance.now();
  await client.query('begin');
  await client.query(NETS, [shopId]);
  await client.query('analyze sql_order');
  await client.query(CREDIT, [shopId, WORKLOAD_ENDS]);
  await client.query('commit');
  const ms = performance.now() - began;
  const { rows } = await client.query<{ same: boolean }>(
    `select (select count(*) from sql_credit) = (select count(*) from credit where shop_id = $1)
       and not exists (select from sql_order s full join attributed_order a using (shop_id, generation, order_id)
         where s.net_minor is distinct from a.net_minor or s.new_customer is distinct from a.new_customer) as same`,
    [shopId],
  );
  if (rows[0]?.same !== true) throw new Error('The SQL script wrote other rows than attribution.');
  return ms;
}
