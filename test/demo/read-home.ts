import { parseMoney } from '#app/domain/money.ts';
import type { HomeView } from '#app/views/home-view.server.ts';
import type { Merchant } from '#test/house/merchant.ts';
import type { ShopCredit } from './shop-credit.ts';

/** The home page's figures as a merchant reads them, of a period (days of the shop) by last touch. */
export async function readHome(
  merchant: Merchant,
  period: { from: string; to: string },
): Promise<ShopCredit & { upToDate: boolean }> {
  const byInfluencer: ShopCredit['byInfluencer'] = new Map();
  for (let page = 1; ; page += 1) {
    const query = new URLSearchParams({
      period: 'custom',
      ...period,
      model: 'last_touch',
      page: String(page),
    });
    const { view } = await merchant.read<{ view: HomeView }>(`/app?${query}`);
    for (const { id, revenue, orders } of view.ranking.rows) {
      const { minor } = parseMoney(revenue.amount, revenue.currency);
      if (minor !== 0n || orders > 0) byInfluencer.set(id, { revenueMinor: minor, orders });
    }
    if (view.ranking.page.hasNext) continue;
    return {
      revenueMinor: minorOf(view, 'revenue'),
      orders: Number(textOf(view, 'orders').replaceAll(',', '')),
      byInfluencer,
      upToDate: view.freshness.upToDate,
    };
  }
}

function minorOf(view: HomeView, key: 'revenue'): bigint {
  const value = figureOf(view, key);
  if (typeof value === 'string') throw new Error(`the home page shows ${value} as ${key}`);
  return parseMoney(value.amount, value.currency).minor;
}

function textOf(view: HomeView, key: 'orders'): string {
  const value = figureOf(view, key);
  if (typeof value !== 'string') throw new Error(`the home page shows an amount as ${key}`);
  return value;
}

function figureOf(view: HomeView, key: 'revenue' | 'orders') {
  const figure = view.figures.find((one) => one.key === key);
  if (!figure) throw new Error(`the home page shows no ${key}`);
  return figure.value;
}
