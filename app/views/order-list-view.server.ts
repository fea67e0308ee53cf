import { z } from 'zod';
import { prisma } from '#app/db/client.server.ts';
import { namesOfInfluencers } from '#app/db/report-store-influencers.server.ts';
import {
  listOrders,
  type OrderListRow,
  type OrderQuery,
} from '#app/db/report-store-orders.server.ts';
import { getSettings } from '#app/db/settings-store.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import { MODEL_LABEL, MODELS, type Model } from '#app/domain/attribution-model.ts';
import { toCsv } from '#app/domain/csv.ts';
import { money } from '#app/domain/money.ts';
import { type OrderRow, orderRow } from './order-row.ts';
import { pageFrom, type ShownPage, shownPage } from './page-of.ts';
import { searchFrom } from './search-from.ts';

export type OrderListView = {
  readonly rows: readonly OrderRow[];
  readonly page: ShownPage;
  readonly search: string;
  readonly onlyInfluencers: boolean;
  readonly influencer: { readonly id: string; readonly name: string } | null;
  readonly model: Model;
};

const PAGE_SIZE = 50;
const MAX_EXPORT = 50_000;
const uuid = z.uuid();

function queryFrom(params: URLSearchParams): Omit<OrderQuery, 'limit' | 'offset'> {
  const influencer = uuid.safeParse(params.get('influencer'));
  const collaboration = uuid.safeParse(params.get('collaboration'));
  return {
    search: searchFrom(params),
    influencerId: influencer.success ? influencer.data : null,
    collaborationId: collaboration.success ? collaboration.data : null,
    onlyInfluencers: params.get('only') === 'influencers',
  };
}

async function modelOf(shop: ShopRow, params: URLSearchParams): Promise<Model> {
  const asked = MODELS.find((name) => name === params.get('model'));
  return asked ?? (await getSettings(prisma(), shop.id)).defaultModel;
}

/** Orders, newest first: search in order names and codes, of one influencer or of any. */
export async function orderListView(
  shop: ShopRow,
  params: URLSearchParams,
): Promise<OrderListView> {
  const query = queryFrom(params);
  const page = pageFrom(params);
  const [model, found, names] = await Promise.all([
    modelOf(shop, params),
    listOrders(prisma(), shop.id, {
      ...query,
      limit: PAGE_SIZE + 1,
      offset: (page - 1) * PAGE_SIZE,
    }),
    query.influencerId ? namesOfInfluencers(prisma(), shop.id, [query.influencerId]) : [],
  ]);
  const rows = found.slice(0, PAGE_SIZE);
  const [influencer] = names;
  return {
    rows: rows.map((row) => orderRow(row, model, shop.timeZone)),
    page: shownPage(page, PAGE_SIZE, rows.length, found.length > PAGE_SIZE, null),
    search: query.search,
    onlyInfluencers: query.onlyInfluencers,
    influencer: influencer ? { id: influencer.id, name: influencer.name } : null,
    model,
  };
}

type Line = { order: OrderListRow; credit: OrderListRow['credits'][number] | null };

/** The same orders as a file: one line per order and influencer, so that every model's credit has a column. */
export async function orderListCsv(shop: ShopRow, params: URLSearchParams): Promise<string> {
  const orders = await listOrders(prisma(), shop.id, {
    ...queryFrom(params),
    limit: MAX_EXPORT,
    offset: 0,
  });
  const lines: Line[] = orders.flatMap((order): Line[] =>
    order.credits.length > 0
      ? order.credits.map((credit) => ({ order, credit }))
      : [{ order, credit: null }],
  );
  return toCsv<Line>(lines, [
    { header: 'Order', value: ({ order }) => order.name },
    { header: 'Placed at (UTC)', value: ({ order }) => order.processedAt.toISOString() },
    { header: 'Codes', value: ({ order }) => order.codes.join('; ') },
    { header: 'Currency', value: ({ order }) => order.currency },
    {
      header: 'Net sales of the order',
      value: ({ order }) =>
        order.netMinor === null ? null : money(order.netMinor, order.currency),
    },
    { header: 'Influencer', value: ({ credit }) => credit?.name ?? null },
    ...MODELS.map((model) => ({
      header: `Credit, ${MODEL_LABEL[model].toLowerCase()}`,
      value: ({ order, credit }: Line) => credit && money(BigInt(credit[model]), order.currency),
    })),
    {
      header: 'Markov by fit',
      value: ({ order: { fit }, credit }) => credit && (fit === null ? 'position' : String(fit)),
    },
  ]);
}
