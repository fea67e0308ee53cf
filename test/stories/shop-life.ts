import { cancel, edit, pay, refund } from '#test/standin/control/shop-actions.ts';
import type { NewOrder } from '#test/standin/orders/place-order.ts';
import type { Order } from '#test/standin/state/world.ts';
import type { ShopStory } from './shop-story.ts';

const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;

/**
 * A piece of a shop's life that is the same in every shop that lives it: sales with her code, over her link and
 * without her, to some people twice, and what happened to them after. `pause` is called after every sale.
 */
export async function live(
  story: ShopStory,
  options: { sales: number; link: string; pause?: (place: number) => Promise<void> | void },
): Promise<void> {
  const begin = Math.floor(story.world.clock.now() / HOUR_MS) * HOUR_MS - HOUR_MS;
  for (let place = 0; place < options.sales; place += 1) {
    const order = story.sell({
      ...cameFrom(place, options.link),
      lines: [
        { variantId: story.variant(place).id, quantity: 1 + (place % 3) },
        { variantId: story.variant(place + 5).id, quantity: 1 },
      ],
      email: `buyer${place % 13}@example.com`,
      at: begin + place * SECOND_MS,
      paid: place % 5 !== 4,
    });
    happenTo(story, order, place);
    await options.pause?.(place);
  }
}

function cameFrom(place: number, link: string): Partial<NewOrder> {
  const { pathname, search } = new URL(link);
  switch (place % 4) {
    case 0:
      return { codes: ['JANE15'], landingSite: '/' };
    case 1:
      return { landingSite: pathname + search };
    case 2:
      return { landingSite: '/', referringSite: 'https://www.google.com/' };
    default:
      return { codes: ['JANE15'], landingSite: pathname + search };
  }
}

function happenTo({ world, shop }: ShopStory, order: Order, place: number): void {
  const line = order.lines[0]?.id ?? 0n;
  switch (place % 7) {
    case 1:
      if (order.financialStatus === 'pending') pay(world, shop, order);
      refund(world, shop, order, { lines: [{ lineId: line, quantity: 1, restock: 'return' }] });
      refund(world, shop, order, { amountMinor: 100 });
      break;
    case 2:
      edit(world, shop, order, { setQuantity: [{ lineId: line, quantity: 4 }] });
      break;
    case 3:
      cancel(world, shop, order);
      break;
    case 4:
      if (order.financialStatus === 'pending') pay(world, shop, order);
      edit(world, shop, order, { setQuantity: [{ lineId: line, quantity: 0 }] });
      break;
    default:
  }
}

/** What the app shows of a shop's life, without what differs between two shops that live the same one. */
export async function shownLife(story: ShopStory) {
  const { ranking, figures, freshness } = await story.home();
  const { rows } = await story.orders();
  return {
    figures: figures.map(({ key, value }) => [key, value]),
    ranking: ranking.rows.map(({ id: _, ...row }) => row),
    parked: freshness.parked,
    orders: rows.map(({ id: _, placedAt: __, credits, ...row }) => ({
      ...row,
      credits: credits.map(({ name, amount }) => [name, amount.amount]),
    })),
  };
}
