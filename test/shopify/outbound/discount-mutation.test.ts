import { expect, it } from 'vitest';
import type { DiscountOffer } from '#app/domain/discount-offer.ts';
import { createAdminClient } from '#app/shopify/outbound/admin-client.ts';
import { createDiscount } from '#app/shopify/outbound/discount-mutation.ts';

const offer: DiscountOffer = {
  kind: 'tracking_only',
  startsAt: new Date('2026-01-01T00:00:00Z'),
  endsAt: null,
  usageLimit: null,
  oncePerCustomer: false,
  combinesWith: { order: true, product: true, shipping: true },
};

/** A Shopify that answers with these payloads in turn, and keeps what it was sent. */
function answering(...payloads: object[]) {
  const values: unknown[] = [];
  const client = createAdminClient(async (_, variables) => {
    values.push(
      Reflect.get(Object(Reflect.get(Object(variables.discount), 'customerGets')), 'value'),
    );
    return Response.json({ data: { result: payloads[values.length - 1] } });
  });
  return { client, values };
}

function create(client: ReturnType<typeof createAdminClient>, currency: string) {
  return createDiscount(client, { code: 'JANE', title: 'Jane', marker: 'm', currency, offer });
}

const done = { codeDiscountNode: { id: 'gid://shopify/DiscountCodeNode/1' }, userErrors: [] };
const refused = (field: string[], code: string) => ({
  codeDiscountNode: null,
  userErrors: [{ code, field: ['basicCodeDiscount', ...field], message: 'No.' }],
});

it('makes a tracking-only code of 0 %', async () => {
  const { client, values } = answering(done);
  expect((await create(client, 'USD')).made).toEqual({ gid: 'gid://shopify/DiscountCodeNode/1' });
  expect(values).toEqual([{ percentage: 0 }]);
});

it.each([
  ['USD', '0.01'],
  ['JPY', '1'],
  ['KWD', '0.001'],
])('takes the smallest amount of %s where a shop refuses 0 %%', async (currency, amount) => {
  const no = refused(['customerGets', 'value', 'percentage'], 'VALUE_OUTSIDE_RANGE');
  const { client, values } = answering(no, done);
  expect((await create(client, currency)).made).toBeDefined();
  expect(values[1]).toEqual({ discountAmount: { amount, appliesOnEachItem: false } });
});

it('passes every other refusal on, with Shopify’s field and sentence', async () => {
  const { client, values } = answering(refused(['code'], 'TAKEN'));
  expect((await create(client, 'USD')).refused).toEqual({
    code: 'TAKEN',
    field: 'basicCodeDiscount.code',
    message: 'This name is already in use in the shop. (No.)',
  });
  expect(values).toHaveLength(1);
});

it('does not take silence for success', async () => {
  const { client } = answering({ codeDiscountNode: null, userErrors: [] });
  expect((await create(client, 'USD')).refused?.code).toBe('UNKNOWN');
});
