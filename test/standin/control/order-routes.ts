import type { z } from 'zod';
import { orderTotals } from '../orders/order-totals.ts';
import { StandinRefusal } from '../orders/refusal.ts';
import type { Order, Shop } from '../state/world.ts';
import { cancelRequest, editRequest, orderRequest, payRequest, refundRequest } from './requests.ts';
import type { Route } from './route.ts';
import { shopBy } from './route.ts';
import { cancel, edit, pay, refund, sell } from './shop-actions.ts';
import { truthOf } from './shop-truth.ts';

/** Everything below /__control/shops/<domain>/orders, and the truth. */
export const orderRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: /^\/shops\/([^/]+)\/truth$/,
    run: ({ world, params }) => truthOf(shopBy(world, params[0])),
  },
  {
    method: 'GET',
    path: /^\/shops\/([^/]+)\/orders$/,
    run: ({ world, params }) => [...shopBy(world, params[0]).orders.values()].map(summary),
  },
  {
    method: 'POST',
    path: /^\/shops\/([^/]+)\/orders$/,
    run: ({ world, params, body }) => {
      const { order, refused } = sell(world, shopBy(world, params[0]), orderRequest.parse(body));
      return { ...summary(order), refused };
    },
  },
  {
    method: 'GET',
    path: /^\/shops\/([^/]+)\/orders\/(\d+)$/,
    run: ({ world, params }) => summary(orderBy(shopBy(world, params[0]), params[1])),
  },
  {
    method: 'POST',
    path: /^\/shops\/([^/]+)\/orders\/(\d+)\/(refund|cancel|edit|pay)$/,
    run: ({ world, params, body }) => {
      const shop = shopBy(world, params[0]);
      const order = orderBy(shop, params[1]);
      if (params[2] === 'refund') refund(world, shop, order, refundWish(refundRequest.parse(body)));
      if (params[2] === 'cancel') cancel(world, shop, order, cancelRequest.parse(body));
      if (params[2] === 'edit') edit(world, shop, order, editWish(editRequest.parse(body)));
      if (params[2] === 'pay') pay(world, shop, order, payRequest.parse(body));
      return summary(order);
    },
  },
];

/** A refund that names nothing is a full one. */
function refundWish(wish: z.infer<typeof refundRequest>) {
  const named = wish.lines ?? wish.shipping ?? wish.tip ?? wish.amountMinor ?? wish.full;
  return named === undefined ? { ...wish, full: true } : wish;
}

function editWish({ lineId, quantity, ...wish }: z.infer<typeof editRequest>) {
  if (lineId === undefined || quantity === undefined) return wish;
  return { ...wish, setQuantity: [...(wish.setQuantity ?? []), { lineId, quantity }] };
}

function orderBy(shop: Shop, id: string | undefined): Order {
  const order = shop.orders.get(BigInt(id ?? '0'));
  if (!order) throw new StandinRefusal(`${shop.domain} has no order ${id}`);
  return order;
}

function summary(order: Order) {
  return {
    id: order.id,
    name: order.name,
    test: order.test,
    processedAt: new Date(order.processedAt).toISOString(),
    updatedAt: new Date(order.updatedAt).toISOString(),
    cancelledAt: order.cancelledAt === null ? null : new Date(order.cancelledAt).toISOString(),
    financialStatus: order.financialStatus,
    currency: order.currency,
    presentmentCurrency: order.presentmentCurrency,
    email: order.email,
    codes: order.discountCodes.map(({ code }) => code),
    landingSite: order.landingSite,
    checkoutToken: order.checkoutToken,
    totals: orderTotals(order),
    lines: order.lines.map((line) => ({
      id: line.id,
      variantId: line.variantId,
      title: line.title,
      quantity: line.quantity,
      currentQuantity: line.currentQuantity,
    })),
  };
}
