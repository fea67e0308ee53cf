import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stockCatalogue } from '../catalogue/stock-catalogue.ts';
import { placeOrder } from '../orders/place-order.ts';
import { refundOrder } from '../orders/refund-order.ts';
import { startTestShop, type TestShop } from '../start-test-shop.ts';
import type { Order } from '../state/world.ts';

const DAY_MS = 86_400_000;

let house: TestShop;
let order: Order;

beforeAll(async () => {
  house = await startTestShop({ plan: 'plus', rates: new Map([['EUR', '0.9']]) });
  const { world, shop } = house;
  stockCatalogue(world, shop);
  shop.discounts.set(1n, {
    id: 1n,
    title: 'JANE15',
    value: { kind: 'percentage', fraction: 0.15 },
    items: null,
    codes: [{ id: 2n, code: 'JANE15', usage: 0 }],
    startsAt: 0,
    endsAt: null,
    active: true,
    usageLimit: null,
    oncePerCustomer: false,
    minimum: null,
    combinesWith: { order: false, product: false, shipping: false },
    tags: [],
    createdBy: 'app',
    createdAt: 0,
    updatedAt: 0,
  });
  const variants = [...shop.products.values()].flatMap(({ variants }) => variants);
  const [first, second] = variants.filter(({ isGiftCard }) => !isGiftCard);
  const now = world.clock.now();
  order = placeOrder(world, shop, {
    lines: [
      { variantId: first?.id ?? 0n, quantity: 2 },
      { variantId: second?.id ?? 0n, quantity: 1 },
    ],
    codes: ['jane15'],
    email: 'buyer@example.com',
    currency: 'EUR',
    landingSite: '/pages/jane?utm_source=jane&ref=abc',
    referringSite: 'https://instagram.com/',
    visits: [
      {
        landingPage: 'https://glowy.myshopify.com/pages/jane?utm_source=jane&ref=abc',
        referrerUrl: 'https://instagram.com/',
        occurredAt: now - 3 * DAY_MS,
        utm: { source: 'jane', medium: 'influencer' },
      },
    ],
    journeyDelayMs: 60_000,
  }).order;
});
afterAll(() => house.standin.close());

const JOURNEY = `query($id: ID!) { order(id: $id) { customerJourneySummary { ready daysToConversion customerOrderIndex momentsCount { count }
  firstVisit { ...V } lastVisit { ...V } moments(first: 20) { nodes { occurredAt ... on CustomerVisit { ...V } } } } } }
  fragment V on CustomerVisit { landingPage referrerUrl referralCode source utmParameters { source medium campaign content term } }`;

describe('an order', () => {
  it('shows its money in both currencies, exactly as its parts add up', async () => {
    const answer = await house.admin(
      `query($id: ID!) { order(id: $id) { name test discountCode discountCodes displayFinancialStatus currencyCode presentmentCurrencyCode
        totalPriceSet { shopMoney { amount currencyCode } presentmentMoney { amount currencyCode } }
        currentSubtotalPriceSet { shopMoney { amount } } totalDiscountsSet { shopMoney { amount } }
        discountApplications(first: 5) { nodes { __typename index targetType value { ... on PricingPercentageValue { percentage } } ... on DiscountCodeApplication { code } } }
        lineItems(first: 10) { nodes { quantity originalTotalSet { shopMoney { amount } } priceAfterAllDiscountsBeforeTaxesSet { shopMoney { amount } }
          discountAllocations { allocatedAmountSet { shopMoney { amount } } discountApplication { index } } variant { inventoryItem { unitCost { amount } } } } } } }`,
      { id: `gid://shopify/Order/${order.id}` },
    );
    expect(answer.errors).toEqual([]);
    const read = answer.data.order as {
      lineItems: {
        nodes: {
          originalTotalSet: { shopMoney: { amount: string } };
          priceAfterAllDiscountsBeforeTaxesSet: { shopMoney: { amount: string } };
          discountAllocations: { allocatedAmountSet: { shopMoney: { amount: string } } }[];
        }[];
      };
      currentSubtotalPriceSet: { shopMoney: { amount: string } };
    };
    expect(read).toMatchObject({
      name: '#1001',
      discountCode: 'JANE15',
      discountCodes: ['JANE15'],
      displayFinancialStatus: 'PAID',
      currencyCode: 'USD',
      presentmentCurrencyCode: 'EUR',
      totalPriceSet: {
        shopMoney: { currencyCode: 'USD' },
        presentmentMoney: { currencyCode: 'EUR' },
      },
      discountApplications: {
        nodes: [
          {
            __typename: 'DiscountCodeApplication',
            index: 0,
            targetType: 'LINE_ITEM',
            value: { percentage: 15 },
            code: 'JANE15',
          },
        ],
      },
    });
    const cents = (amount: string) => Math.round(Number(amount) * 100);
    let subtotal = 0;
    for (const line of read.lineItems.nodes) {
      const off = line.discountAllocations.reduce(
        (sum, { allocatedAmountSet }) => sum + cents(allocatedAmountSet.shopMoney.amount),
        0,
      );
      const net = cents(line.priceAfterAllDiscountsBeforeTaxesSet.shopMoney.amount);
      expect(net).toBe(cents(line.originalTotalSet.shopMoney.amount) - off);
      subtotal += net;
    }
    expect(cents(read.currentSubtotalPriceSet.shopMoney.amount)).toBe(subtotal);
  });

  it('knows its journey only after a while', async () => {
    const id = `gid://shopify/Order/${order.id}`;
    expect((await house.admin(JOURNEY, { id })).data).toEqual({
      order: {
        customerJourneySummary: {
          ready: false,
          daysToConversion: null,
          customerOrderIndex: null,
          momentsCount: null,
          firstVisit: null,
          lastVisit: null,
          moments: null,
        },
      },
    });
    order.journeyReadyAt = 0;
    const visit = {
      landingPage: 'https://glowy.myshopify.com/pages/jane?utm_source=jane&ref=abc',
      referrerUrl: 'https://instagram.com/',
      referralCode: 'abc',
      source: 'jane',
      utmParameters: {
        source: 'jane',
        medium: 'influencer',
        campaign: null,
        content: null,
        term: null,
      },
    };
    expect((await house.admin(JOURNEY, { id })).data).toMatchObject({
      order: {
        customerJourneySummary: {
          ready: true,
          daysToConversion: 3,
          customerOrderIndex: 1,
          momentsCount: { count: 1 },
          firstVisit: visit,
          lastVisit: visit,
          moments: { nodes: [visit] },
        },
      },
    });
  });

  it('shows its refunds', async () => {
    const [line] = order.lines;
    refundOrder(house.world, house.shop, order, {
      lines: [{ lineId: line?.id ?? 0n, quantity: 1, restock: 'return' }],
    });
    const answer = await house.admin(
      `query($id: ID!) { order(id: $id) { displayFinancialStatus refunds(first: 5) { id totalRefundedSet { shopMoney { amount } }
        refundLineItems(first: 5) { nodes { quantity restockType subtotalSet { shopMoney { amount } } lineItem { id currentQuantity } } }
        orderAdjustments(first: 5) { nodes { id } } transactions(first: 5) { nodes { kind status } } } } }`,
      { id: `gid://shopify/Order/${order.id}` },
    );
    expect(answer.errors).toEqual([]);
    expect(answer.data.order).toMatchObject({
      displayFinancialStatus: 'PARTIALLY_REFUNDED',
      refunds: [
        {
          refundLineItems: {
            nodes: [
              {
                quantity: 1,
                restockType: 'RETURN',
                lineItem: { id: `gid://shopify/LineItem/${line?.id}`, currentQuantity: 1 },
              },
            ],
          },
          orderAdjustments: { nodes: [] },
          transactions: { nodes: [{ kind: 'REFUND', status: 'SUCCESS' }] },
        },
      ],
    });
  });

  it('hides the customer from an app without read_customers', async () => {
    const answer = await house.admin(
      'query($id: ID!) { order(id: $id) { name customer { id } } }',
      {
        id: `gid://shopify/Order/${order.id}`,
      },
    );
    expect(answer.errors).toMatchObject([
      { path: ['order', 'customer'], extensions: { code: 'ACCESS_DENIED' } },
    ]);
    expect(answer.data.order).toEqual({ name: '#1001', customer: null });
  });
});

describe('finding orders', () => {
  it('goes by time, first code and test, and back 60 days without read_all_orders', async () => {
    const { world, shop } = house;
    const [variant] = [...shop.products.values()].flatMap(({ variants }) => variants);
    const lines = [{ variantId: variant?.id ?? 0n, quantity: 1 }];
    const old = placeOrder(world, shop, { lines, at: world.clock.now() - 90 * DAY_MS });
    const recent = placeOrder(world, shop, {
      lines,
      at: world.clock.now() - 10 * DAY_MS,
      test: true,
    });
    const find = async (query: string) => {
      const answer = await house.admin(
        'query($q: String) { orders(first: 50, query: $q, sortKey: UPDATED_AT, reverse: true) { nodes { name } } }',
        { q: query },
      );
      expect(answer.errors).toEqual([]);
      return (answer.data.orders as { nodes: { name: string }[] }).nodes.map(({ name }) => name);
    };
    const since = new Date(world.clock.now() - DAY_MS).toISOString();
    expect(await find('')).toEqual([order.name, recent.order.name]);
    expect(await find(`processed_at:>='${since}'`)).toEqual([order.name]);
    expect(await find(`updated_at:<${since}`)).toEqual([recent.order.name]);
    expect(await find('discount_code:jane15')).toEqual([order.name]);
    expect(await find('test:true')).toEqual([recent.order.name]);
    expect(await find('-test:true')).toEqual([order.name]);
    const scopes = shop.installation?.scopes;
    scopes?.add('read_all_orders');
    expect(await find('')).toContain(old.order.name);
    scopes?.delete('read_all_orders');
  });
});
