import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestShop, type TestShop } from '../start-test-shop.ts';

let house: TestShop;

beforeAll(async () => {
  house = await startTestShop({ plan: 'plus' });
  house.shop.products.set(11n, {
    id: 11n,
    title: 'Balm',
    handle: 'balm',
    vendor: 'Glowy',
    productType: 'Balm',
    status: 'ACTIVE',
    descriptionHtml: '',
    imageUrl: 'data:image/svg+xml,',
    variants: [],
    createdAt: 0,
  });
});
afterAll(() => house.standin.close());

const CREATE = `mutation($d: DiscountCodeBasicInput!) { discountCodeBasicCreate(basicCodeDiscount: $d) {
  codeDiscountNode { id codeDiscount { __typename ... on DiscountCodeBasic {
    title status summary asyncUsageCount discountClasses
    codes(first: 5) { nodes { id code asyncUsageCount } } shareableUrls { url targetType }
    customerGets { value { ... on DiscountPercentage { percentage } ... on DiscountAmount { amount { amount } } } }
  } } } userErrors { field code message extraInfo } } }`;

let lastCode = 0;

function input(changes: Record<string, unknown> = {}): Record<string, unknown> {
  lastCode += 1;
  return {
    title: 'Maya',
    code: `MAYA${lastCode}`,
    startsAt: '2026-01-21T00:00:00Z',
    endsAt: null,
    context: { all: 'ALL' },
    customerGets: { value: { percentage: 0.1 }, items: { all: true } },
    appliesOncePerCustomer: true,
    combinesWith: { orderDiscounts: false, productDiscounts: true, shippingDiscounts: true },
    ...changes,
  };
}

type Payload = {
  codeDiscountNode: { id: string; codeDiscount: Record<string, unknown> } | null;
  userErrors: { field: string[]; code: string }[];
};

async function create(changes: Record<string, unknown> = {}): Promise<Payload> {
  const answer = await house.admin(CREATE, { d: input(changes) });
  expect(answer.errors).toEqual([]);
  return answer.data.discountCodeBasicCreate as Payload;
}

async function createdId(changes: Record<string, unknown> = {}): Promise<string> {
  const { codeDiscountNode, userErrors } = await create(changes);
  expect(userErrors).toEqual([]);
  return codeDiscountNode?.id ?? '';
}

async function byCode(code: string): Promise<unknown> {
  const query = 'query($c: String!) { codeDiscountNodeByCode(code: $c) { id } }';
  return (await house.admin(query, { c: code })).data.codeDiscountNodeByCode;
}

describe('a code discount', () => {
  it('is created, reads back, and is found by its code without regard to case', async () => {
    const made = await create({ code: 'Jane15' });
    expect(made.userErrors).toEqual([]);
    expect(made.codeDiscountNode?.codeDiscount).toMatchObject({
      __typename: 'DiscountCodeBasic',
      status: 'ACTIVE',
      summary: '10% off entire order',
      discountClasses: ['ORDER'],
      codes: { nodes: [{ code: 'Jane15', asyncUsageCount: 0 }] },
      shareableUrls: [{ url: 'https://glowy.myshopify.com/discount/Jane15', targetType: 'HOME' }],
      customerGets: { value: { percentage: 0.1 } },
    });
    expect(await byCode('jANE15')).toEqual({ id: made.codeDiscountNode?.id });
  });

  it('cannot share its code with another, whatever the case', async () => {
    await create({ code: 'SARAH20' });
    const second = await create({ code: 'sarah20' });
    expect(second).toMatchObject({
      codeDiscountNode: null,
      userErrors: [{ field: ['basicCodeDiscount', 'code'], code: 'TAKEN', extraInfo: null }],
    });
  });

  it.each<[string, Record<string, unknown>, string[], string]>([
    ['no title', { title: ' ' }, ['title'], 'BLANK'],
    ['no code', { code: '' }, ['code'], 'BLANK'],
    ['a long code', { code: 'X'.repeat(256) }, ['code'], 'TOO_LONG'],
    ['no start', { startsAt: undefined }, ['startsAt'], 'BLANK'],
    [
      'an end before the start',
      { endsAt: '2026-01-20T00:00:00Z' },
      ['endsAt'],
      'END_DATE_BEFORE_START_DATE',
    ],
    ['no context', { context: undefined }, ['context'], 'BLANK'],
    ['six tags', { tags: ['1', '2', '3', '4', '5', '6'] }, ['tags'], 'TOO_MANY_TAGS'],
    [
      'more than all',
      { customerGets: { value: { percentage: 1.5 }, items: { all: true } } },
      ['customerGets', 'value', 'percentage'],
      'VALUE_OUTSIDE_RANGE',
    ],
    [
      'nothing to apply to',
      { customerGets: { value: { percentage: 0.1 }, items: {} } },
      ['customerGets', 'items'],
      'APPLIES_ON_NOTHING',
    ],
    [
      'a product that is not there',
      {
        customerGets: {
          value: { percentage: 0.1 },
          items: { products: { productsToAdd: ['gid://shopify/Product/404'] } },
        },
      },
      ['customerGets', 'items'],
      'INVALID',
    ],
    [
      'two minimums',
      {
        minimumRequirement: {
          subtotal: { greaterThanOrEqualToSubtotal: '10.00' },
          quantity: { greaterThanOrEqualToQuantity: '2' },
        },
      },
      ['minimumRequirement'],
      'MINIMUM_SUBTOTAL_AND_QUANTITY_RANGE_BOTH_PRESENT',
    ],
    ['a limit of none', { usageLimit: 0 }, ['usageLimit'], 'GREATER_THAN'],
  ])('is refused with %s', async (_, changes, field, code) => {
    const before = house.shop.discounts.size;
    const { userErrors } = await create(changes);
    expect(userErrors).toMatchObject([{ field: ['basicCodeDiscount', ...field], code }]);
    expect(house.shop.discounts.size).toBe(before);
  });

  it('may take nothing off, so that a code can only track', async () => {
    expect(
      await createdId({ customerGets: { value: { percentage: 0 }, items: { all: true } } }),
    ).toMatch(/^gid:\/\/shopify\/DiscountCodeNode\/\d{16,}$/);
  });

  it('changes only what was given', async () => {
    const id = await createdId({ usageLimit: 5 });
    const update = `mutation($id: ID!, $d: DiscountCodeBasicInput!) {
      discountCodeBasicUpdate(id: $id, basicCodeDiscount: $d) { userErrors { field code } } }`;
    await house.admin(update, {
      id,
      d: {
        code: 'RENAMED',
        customerGets: { items: { products: { productsToAdd: ['gid://shopify/Product/11'] } } },
      },
    });
    expect([...house.shop.discounts.values()].at(-1)).toMatchObject({
      title: 'Maya',
      usageLimit: 5,
      oncePerCustomer: true,
      value: { kind: 'percentage', fraction: 0.1 },
      items: { productIds: [11n], collectionIds: [] },
      codes: [{ code: 'RENAMED' }],
    });
    await create({ code: 'HELD' });
    const answer = await house.admin(update, { id, d: { code: 'held' } });
    expect(answer.data.discountCodeBasicUpdate).toMatchObject({ userErrors: [{ code: 'TAKEN' }] });
  });

  it('is switched off and on, and deleted', async () => {
    const id = await createdId({ code: 'ONOFF' });
    const call = async (name: string) =>
      house.admin(
        `mutation($id: ID!) { ${name}(id: $id) { codeDiscountNode { codeDiscount { ... on DiscountCodeBasic { status endsAt } } } userErrors { code } } }`,
        { id },
      );
    expect((await call('discountCodeDeactivate')).data).toMatchObject({
      discountCodeDeactivate: { codeDiscountNode: { codeDiscount: { status: 'EXPIRED' } } },
    });
    expect((await call('discountCodeActivate')).data).toMatchObject({
      discountCodeActivate: {
        codeDiscountNode: { codeDiscount: { status: 'ACTIVE', endsAt: null } },
      },
    });
    const remove =
      'mutation($id: ID!) { discountCodeDelete(id: $id) { deletedCodeDiscountId userErrors { field code } } }';
    expect((await house.admin(remove, { id })).data).toMatchObject({
      discountCodeDelete: { deletedCodeDiscountId: id, userErrors: [] },
    });
    expect(await byCode('ONOFF')).toBeNull();
    expect((await house.admin(remove, { id })).data).toMatchObject({
      discountCodeDelete: { deletedCodeDiscountId: null, userErrors: [{ field: ['id'] }] },
    });
  });

  it('can give free shipping', async () => {
    const { combinesWith, code, title, startsAt, context } = input({ code: 'SHIPFREE' });
    const answer = await house.admin(
      `mutation($d: DiscountCodeFreeShippingInput!) { discountCodeFreeShippingCreate(freeShippingCodeDiscount: $d) {
        codeDiscountNode { codeDiscount { ... on DiscountCodeFreeShipping { discountClasses destinationSelection { ... on DiscountCountryAll { allCountries } } } } }
        userErrors { field code } } }`,
      { d: { combinesWith, code, title, startsAt, context, destination: { all: true } } },
    );
    expect(answer.data.discountCodeFreeShippingCreate).toEqual({
      codeDiscountNode: {
        codeDiscount: {
          discountClasses: ['SHIPPING'],
          destinationSelection: { allCountries: true },
        },
      },
      userErrors: [],
    });
  });
});

describe('many codes of one discount', () => {
  const add = `mutation($id: ID!, $codes: [DiscountRedeemCodeInput!]!) { discountRedeemCodeBulkAdd(discountId: $id, codes: $codes) {
    bulkCreation { id done } userErrors { field code } } }`;

  it('are imported in the background, each with its own outcome, and deleted one by one', async () => {
    const id = await createdId({ code: 'OFFER' });
    await create({ code: 'MINE' });
    house.world.clock.speed = 1000;
    const started = await house.admin(add, { id, codes: [{ code: 'ONE' }, { code: 'mine' }] });
    const { bulkCreation } = started.data.discountRedeemCodeBulkAdd as {
      bulkCreation: { id: string; done: boolean };
    };
    expect(bulkCreation.done).toBe(false);
    const watch = `query($id: ID!) { discountRedeemCodeBulkCreation(id: $id) { done importedCount failedCount
      codes(first: 5) { nodes { code discountRedeemCode { id } errors { code } } } } }`;
    await expect
      .poll(async () => (await house.admin(watch, { id: bulkCreation.id })).data)
      .toMatchObject({
        discountRedeemCodeBulkCreation: {
          done: true,
          importedCount: 1,
          failedCount: 1,
          codes: {
            nodes: [
              { code: 'ONE', discountRedeemCode: { id: expect.any(String) }, errors: [] },
              { code: 'mine', discountRedeemCode: null, errors: [{ code: 'TAKEN' }] },
            ],
          },
        },
      });
    house.world.clock.speed = 1;
    const { codes } = [...house.shop.discounts.values()].find(
      (discount) => discount.codes[0]?.code === 'OFFER',
    ) ?? { codes: [] };
    await house.admin(
      'mutation($id: ID!, $ids: [ID!]) { discountCodeRedeemCodeBulkDelete(discountId: $id, ids: $ids) { job { id } userErrors { code } } }',
      { id, ids: [`gid://shopify/DiscountRedeemCode/${codes[1]?.id}`] },
    );
    expect(await byCode('ONE')).toBeNull();
    expect(await byCode('OFFER')).not.toBeNull();
  });

  it('are at most 250 in one call', async () => {
    const id = await createdId();
    const codes = Array.from({ length: 251 }, (_, index) => ({ code: `B${index}` }));
    expect((await house.admin(add, { id, codes })).data).toMatchObject({
      discountRedeemCodeBulkAdd: { bulkCreation: null, userErrors: [{ field: ['codes'] }] },
    });
  });
});
