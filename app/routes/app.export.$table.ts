import type { LoaderFunctionArgs } from '@remix-run/node';
import { authenticateMerchant } from '#app/shopify.server.ts';
import { campaignListCsv } from '#app/views/campaign-list-view.server.ts';
import { campaignCsv } from '#app/views/campaign-view.server.ts';
import { collaborationCostsCsv } from '#app/views/collaboration-view.server.ts';
import { dataQualityCsv, reconciliationCsv } from '#app/views/data-quality-view.server.ts';
import { homeRankingCsv } from '#app/views/home-view.server.ts';
import { influencerListCsv } from '#app/views/influencer-list-view.server.ts';
import { orderListCsv } from '#app/views/order-list-view.server.ts';
import { assistsCsv, pathsCsv } from '#app/views/path-view.server.ts';
import { orRefuse } from '#app/views/refusal.ts';
import { strayCodesCsv, strayUtmCsv } from '#app/views/stray-trace-view.server.ts';

/** The tables of the app as CSV files; the address carries what the table on the screen was asked for. */
export const loader = async ({ request, params: { table } }: LoaderFunctionArgs) => {
  const { shop } = await authenticateMerchant(request);
  const params = new URL(request.url).searchParams;
  const id = params.get('id') ?? undefined;
  const tables: Record<string, () => Promise<string>> = {
    ranking: () => homeRankingCsv(shop, params),
    influencers: () => influencerListCsv(shop, params),
    campaigns: () => campaignListCsv(shop),
    campaign: () => campaignCsv(shop, id, params),
    costs: () => collaborationCostsCsv(shop, id),
    orders: () => orderListCsv(shop, params),
    paths: () => pathsCsv(shop, params),
    assists: () => assistsCsv(shop, params),
    'data-quality': () => dataQualityCsv(shop, params),
    comparisons: () => reconciliationCsv(shop),
    'unknown-codes': () => strayCodesCsv(shop),
    'unknown-utm': () => strayUtmCsv(shop),
  };
  const make = Object.hasOwn(tables, table ?? '') ? tables[table ?? ''] : undefined;
  if (!make) throw new Response('There is no such table.', { status: 404 });
  return new Response(await orRefuse(make()), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${table}.csv"`,
      'cache-control': 'no-store',
    },
  });
};
