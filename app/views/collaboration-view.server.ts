import { prisma } from '#app/db/client.server.ts';
import { findCollaboration, listCosts } from '#app/db/report-store-campaigns.server.ts';
import { sumFigures } from '#app/db/report-store-figures.server.ts';
import { listOrders } from '#app/db/report-store-orders.server.ts';
import { getSettings } from '#app/db/settings-store.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import { MODELS, type Model } from '#app/domain/attribution-model.ts';
import { COST_KIND_LABEL } from '#app/domain/cost.ts';
import { toCsv } from '#app/domain/csv.ts';
import { money } from '#app/domain/money.ts';
import { isUnderway, type ShownCollaboration, shownCollaboration } from './collaboration-shown.ts';
import { type ShownCost, shownCost } from './cost-shown.ts';
import { type ShownSums, shownSums, sumsOf } from './figures.ts';
import { type LaunchView, launchView } from './launch-view.server.ts';
import { linkView, type ShownLink } from './link-view.server.ts';
import { idFrom, missing } from './missing.ts';
import { type OrderRow, orderRow } from './order-row.ts';
import { dayOfColumn, todayIn } from './shown.ts';

export type CollaborationView = ShownCollaboration & {
  readonly model: Model;
  readonly link: ShownLink | null;
  readonly launch: LaunchView;
  /** Of all time. */
  readonly sums: ShownSums;
  readonly costs: readonly ShownCost[];
  /** The latest orders with a touchpoint of this collaboration. */
  readonly orders: readonly OrderRow[];
  readonly shopCurrency: string;
  /** The shop's day, for the form of a new cost. */
  readonly today: string;
  /** True while something is being made in Shopify. */
  readonly isProvisioning: boolean;
};

const LATEST_ORDERS = 20;

/** One collaboration: what she hands out, what it cost and brought. @throws AppError not_found */
export async function collaborationView(
  shop: ShopRow,
  idText: string | undefined,
  params: URLSearchParams,
  now: Date = new Date(),
): Promise<CollaborationView> {
  const id = idFrom(idText, 'collaboration');
  const [settings, row] = await Promise.all([
    getSettings(prisma(), shop.id),
    findCollaboration(prisma(), shop.id, id),
  ]);
  if (!row) throw missing('collaboration');
  const model = MODELS.find((name) => name === params.get('model')) ?? settings.defaultModel;
  const scope = { model, currency: shop.currency, period: null, previous: null };
  const [sums, link, launch, costs, orders] = await Promise.all([
    sumFigures(prisma(), shop.id, { ...scope, collaborationId: id }, 'collaboration'),
    linkView(shop, row, now),
    launchView(shop, id, now),
    listCosts(prisma(), shop.id, { collaborationId: id }),
    listOrders(prisma(), shop.id, {
      search: '',
      influencerId: null,
      collaborationId: id,
      onlyInfluencers: false,
      limit: LATEST_ORDERS,
      offset: 0,
    }),
  ]);
  return {
    ...shownCollaboration(row, shop),
    model,
    link,
    launch,
    sums: shownSums(sumsOf(sums, null, false), shop.currency),
    costs: costs.map((cost) => shownCost(cost, shop.currency)),
    orders: orders.map((order) => orderRow(order, model, shop.timeZone)),
    shopCurrency: shop.currency,
    today: todayIn(shop.timeZone, now),
    isProvisioning: isUnderway(row),
  };
}

/** The costs of a collaboration as a file. @throws AppError not_found */
export async function collaborationCostsCsv(
  shop: ShopRow,
  idText: string | undefined,
): Promise<string> {
  const id = idFrom(idText, 'collaboration');
  if (!(await findCollaboration(prisma(), shop.id, id))) throw missing('collaboration');
  const costs = await listCosts(prisma(), shop.id, { collaborationId: id });
  return toCsv(
    costs.map((row) => ({ row, shown: shownCost(row, shop.currency) })),
    [
      { header: 'Day', value: ({ row }) => dayOfColumn(row.incurredOn) },
      { header: 'Kind', value: ({ shown }) => COST_KIND_LABEL[shown.kind] },
      { header: 'Amount', value: ({ row }) => money(row.amountMinor, row.currency) },
      { header: 'Currency', value: ({ row }) => row.currency },
      {
        header: `Amount (${shop.currency})`,
        value: ({ row }) => money(row.shopMinor, shop.currency),
      },
      { header: 'Note', value: ({ row }) => row.note },
    ],
  );
}
