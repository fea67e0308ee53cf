import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestShop, type TestShop } from '../start-test-shop.ts';

let house: TestShop;

beforeAll(async () => {
  house = await startTestShop();
  for (const [title, code] of [
    ['Maya', 'MAYA10'],
    ['Summer sun', 'SUNNY'],
    ['Jane', 'JANE15'],
    ['Sarah', 'SARAH20'],
    ['Ana', 'ANA5'],
  ]) {
    const answer = await house.admin(
      `mutation($d: DiscountCodeBasicInput!) { discountCodeBasicCreate(basicCodeDiscount: $d) { userErrors { code } } }`,
      {
        d: {
          title,
          code,
          startsAt: '2026-01-21T00:00:00Z',
          context: { all: 'ALL' },
          customerGets: { value: { percentage: 0.1 }, items: { all: true } },
        },
      },
    );
    expect(answer.data.discountCodeBasicCreate).toEqual({ userErrors: [] });
  }
});
afterAll(() => house.standin.close());

describe('finding discounts', () => {
  it('searches, counts and pages', async () => {
    const count = 'query($q: String) { discountNodesCount(query: $q) { count } }';
    expect((await house.admin(count, { q: 'title:sun*' })).data).toEqual({
      discountNodesCount: { count: 1 },
    });
    expect((await house.admin(count, { q: 'code:sunny status:active' })).data).toEqual({
      discountNodesCount: { count: 1 },
    });
    const page = `query($after: String) { discountNodes(first: 2, after: $after) {
      nodes { id discount { ... on DiscountCodeBasic { title } } } pageInfo { hasNextPage endCursor } } }`;
    const seen = new Set<string>();
    let after: string | null = null;
    do {
      const answer = await house.admin(page, { after });
      const { nodes, pageInfo } = answer.data.discountNodes as {
        nodes: { id: string }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
      for (const { id } of nodes) seen.add(id);
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen.size).toBe(house.shop.discounts.size);
  });

  it('wants a page size', async () => {
    const answer = await house.admin('{ discountNodes { nodes { id } } }');
    expect(answer.errors[0]?.message).toBe('you must provide one of first or last');
  });
});
