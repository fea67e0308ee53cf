import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestShop, type TestShop } from '../start-test-shop.ts';

let house: TestShop;

beforeAll(async () => {
  house = await startTestShop();
});
afterAll(() => house.standin.close());

const DEFINE = `mutation($definition: MetafieldDefinitionInput!) {
  metafieldDefinitionCreate(definition: $definition) {
    createdDefinition { key namespace access { storefront } } userErrors { code field } } }`;
const OFFER = {
  ownerType: 'PAGE',
  key: 'offer',
  name: 'Offer',
  type: 'single_line_text_field',
  access: { storefront: 'PUBLIC_READ' },
};

async function define(definition: Record<string, unknown>) {
  const answer = await house.admin(DEFINE, { definition });
  expect(answer.errors).toEqual([]);
  return answer.data.metafieldDefinitionCreate;
}

describe('metafield definitions of pages', () => {
  it('are made once, in the app’s own namespace where none is named, and found again', async () => {
    expect(await define(OFFER)).toEqual({
      createdDefinition: { key: 'offer', namespace: '$app', access: { storefront: 'PUBLIC_READ' } },
      userErrors: [],
    });
    expect(await define(OFFER)).toMatchObject({
      createdDefinition: null,
      userErrors: [{ code: 'TAKEN' }],
    });
    const { data } = await house.admin(
      '{ metafieldDefinitions(first: 5, ownerType: PAGE, namespace: "$app") { nodes { key } } }',
    );
    expect(data.metafieldDefinitions).toEqual({ nodes: [{ key: 'offer' }] });
  });

  it('refuse a key that is none', async () => {
    expect(await define({ ...OFFER, key: 'a b' })).toMatchObject({
      userErrors: [{ code: 'INVALID_CHARACTER' }],
    });
  });
});
