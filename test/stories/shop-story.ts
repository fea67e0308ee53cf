import type { HomeView } from '#app/views/home-view.server.ts';
import type { InboxView } from '#app/views/inbox-view.server.ts';
import type { OrderListView } from '#app/views/order-list-view.server.ts';
import type { OrderView } from '#app/views/order-view.server.ts';
import { Merchant } from '#test/house/merchant.ts';
import type { House } from '#test/house/start-house.ts';
import { sell } from '#test/standin/control/shop-actions.ts';
import { truthOf } from '#test/standin/control/shop-truth.ts';
import type { NewOrder } from '#test/standin/orders/place-order.ts';
import type { Order, Shop, Variant, World } from '#test/standin/state/world.ts';
import { StorefrontVisitor, type VisitorOptions } from '#test/standin/storefront/visitor.ts';
import { courierOf } from '#test/standin/webhooks/courier.ts';
import { eventually } from './eventually.ts';
import { MerchantWork } from './merchant-work.ts';

/** A shop in the local Shopify, the merchant who works with the app in it, and what both of them see. */
export class ShopStory {
  readonly house: House;
  readonly shop: Shop;
  readonly merchant: Merchant;
  readonly work: MerchantWork;

  constructor(house: House, shop: Shop) {
    this.house = house;
    this.shop = shop;
    this.merchant = new Merchant(house.world, shop);
    this.work = new MerchantWork(this.merchant);
  }

  get world(): World {
    return this.house.world;
  }

  /** Opens the app in the admin: the first time, and after a re-installation, this is what gets it its token. */
  async openApp(): Promise<void> {
    const { status, html } = await this.merchant.openDocument('/app');
    if (status !== 200)
      throw new Error(
        `the app opened with ${status}: ${html.slice(0, 200)}\n${this.house.app().output()}`,
      );
  }

  /** Somebody new with a browser of their own. */
  visitor(options: Partial<VisitorOptions> = {}): StorefrontVisitor {
    return new StorefrontVisitor({
      standin: this.house.standin.url,
      shopDomain: this.shop.domain,
      ...options,
    });
  }

  /** The nth thing on the shelf that is not a gift card. */
  variant(place = 0): Variant {
    const variants = this.#shelf(false);
    const variant = variants[place % variants.length];
    if (!variant) throw new Error('the shelf is empty');
    return variant;
  }

  giftCard(): Variant {
    const [card] = this.#shelf(true);
    if (!card) throw new Error('there is no gift card');
    return card;
  }

  #shelf(isGiftCard: boolean): Variant[] {
    const variants = [...this.shop.products.values()].flatMap((product) => product.variants);
    return variants.filter((variant) => variant.isGiftCard === isGiftCard);
  }

  /** Somebody bought one thing, unless told otherwise; the webhooks are on their way. */
  sell(wanted: Partial<NewOrder> = {}): Order {
    const lines = [{ variantId: this.variant().id, quantity: 1 }];
    return sell(this.world, this.shop, { lines, email: 'ann@example.com', ...wanted }).order;
  }

  /** Net sales of an order as the local Shopify knows them, in minor units of the shop's currency. */
  truth(order: Order): number {
    const known = truthOf(this.shop).orders.find(({ id }) => id === String(order.id));
    if (!known) throw new Error(`${this.shop.domain} has no order ${order.name}`);
    return known.netSalesMinor;
  }

  /** Until every webhook has been delivered (or given up) and the app says that all of it is in the figures. */
  async settled(): Promise<HomeView> {
    await courierOf(this.world).settled();
    const look = async () => {
      const { waiting, ordersDue } = (await this.home()).freshness;
      return { waiting, ordersDue };
    };
    await eventually(look, ({ waiting, ordersDue }) => waiting + ordersDue === 0, {
      what: 'everything that was received to be in the figures',
    }).catch((cause) => {
      throw new Error(`${cause.message}\n${this.house.app().output()}`, { cause });
    });
    return this.home();
  }

  async home(query = 'period=30d'): Promise<HomeView> {
    return (await this.merchant.read<{ view: HomeView }>(`/app?${query}`)).view;
  }

  /** The key figures of the home screen by their names; amounts as decimals. */
  async figures(query?: string): Promise<Record<string, string>> {
    const { figures } = await this.home(query);
    return Object.fromEntries(
      figures.map(({ key, value }) => [key, typeof value === 'string' ? value : value.amount]),
    );
  }

  order(order: Order): Promise<OrderView> {
    return this.work.read<OrderView>(`/app/orders/${order.id}`);
  }

  orders(query = ''): Promise<OrderListView> {
    return this.work.read<OrderListView>(`/app/orders${query}`);
  }

  inbox(): Promise<InboxView> {
    return this.work.read<InboxView>('/app/inbox');
  }
}

/** 1234 → "12.34", for comparing the truth in minor units with what a screen shows; currencies with two decimals. */
export function decimal(minor: number): string {
  const digits = String(Math.abs(minor)).padStart(3, '0');
  return `${minor < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
