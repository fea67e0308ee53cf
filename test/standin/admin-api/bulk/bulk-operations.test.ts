import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stockCatalogue } from '../../catalogue/stock-catalogue.ts';
import { startTestShop, type TestShop } from '../../start-test-shop.ts';
import type { ShopEvent } from '../../state/world.ts';

let house: TestShop;
const heard: ShopEvent[] = [];

beforeAll(async () => {
  house = await startTestShop({ plan: 'plus' });
  stockCatalogue(house.world, house.shop);
  house.world.clock.speed = 100;
  house.world.listeners.add((event) => heard.push(event));
});
afterAll(() => house.standin.close());

const RUN = `mutation($query: String!) { bulkOperationRunQuery(query: $query) {
  bulkOperation { id status url } userErrors { field code message } } }`;
const WATCH = `query($id: ID!) { bulkOperation(id: $id) { status errorCode objectCount rootObjectCount fileSize url } }`;

type Run = {
  bulkOperation: { id: string; status: string } | null;
  userErrors: { code: string; message: string }[];
};

async function run(query: string): Promise<Run> {
  return (await house.admin(RUN, { query })).data.bulkOperationRunQuery as Run;
}

async function finished(id: string): Promise<Record<string, unknown>> {
  let state: Record<string, unknown> = {};
  await expect
    .poll(async () => {
      state = (await house.admin(WATCH, { id })).data.bulkOperation as Record<string, unknown>;
      return state.status;
    })
    .toMatch(/COMPLETED|FAILED/);
  return state;
}

describe('a bulk query', () => {
  it('gives every node as a line, children naming their parent, and tells when it is done', async () => {
    const started = await run(
      '{ products { edges { node { id title variants { edges { node { id price } } } } } } }',
    );
    expect(started).toMatchObject({
      bulkOperation: { status: 'CREATED', url: null },
      userErrors: [],
    });
    const state = await finished(started.bulkOperation?.id ?? '');
    const products = [...house.shop.products.values()];
    const variants = products.flatMap((product) => product.variants);
    expect(state).toMatchObject({
      status: 'COMPLETED',
      objectCount: String(products.length + variants.length),
      rootObjectCount: String(products.length),
    });
    const text = await (await fetch(String(state.url).replace('localhost', '127.0.0.1'))).text();
    expect(String(Buffer.byteLength(text))).toBe(state.fileSize);
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, string>);
    expect(lines.filter((line) => line.__parentId === undefined)).toHaveLength(products.length);
    let parent = '';
    for (const line of lines) {
      if (line.__parentId === undefined) parent = line.id ?? '';
      else expect(line.__parentId).toBe(parent);
    }
    expect(heard).toMatchObject([{ kind: 'bulk_operation_finished' }]);
  });

  it('fails where a scope is missing', async () => {
    const started = await run('{ customers { nodes { id } } }');
    expect(await finished(started.bulkOperation?.id ?? '')).toMatchObject({
      status: 'FAILED',
      errorCode: 'ACCESS_DENIED',
      url: null,
    });
  });

  it.each([
    ['{ shop { name } }', /at least one connection/],
    ['{ products { nodes { nme } } }', /doesn't exist/],
    ['mutation { pageDelete(id: "gid://shopify/Page/1") { deletedPageId } }', /must be queries/],
    [
      '{ orders { nodes { id refunds { id refundLineItems { nodes { id } } } } } }',
      /within a list/,
    ],
    [
      '{ collections { nodes { id products { nodes { id variants { nodes { id } } } } } } }',
      /two levels/,
    ],
  ])('is refused: %s', async (query, message) => {
    const { bulkOperation, userErrors } = await run(query);
    expect(bulkOperation).toBeNull();
    expect(userErrors).toMatchObject([
      { field: ['query'], code: 'INVALID', message: expect.stringMatching(message) },
    ]);
  });

  it('runs at most five at a time and can be cancelled', async () => {
    house.world.clock.speed = 0.01;
    const started = await Promise.all(
      Array.from({ length: 5 }, () => run('{ products { nodes { id } } }')),
    );
    expect(await run('{ products { nodes { id } } }')).toMatchObject({
      bulkOperation: null,
      userErrors: [{ code: 'LIMIT_REACHED' }],
    });
    const cancel = await house.admin(
      'mutation($id: ID!) { bulkOperationCancel(id: $id) { bulkOperation { status } userErrors { message } } }',
      { id: started[0]?.bulkOperation?.id },
    );
    expect(cancel.data.bulkOperationCancel).toMatchObject({
      bulkOperation: { status: 'CANCELED' },
    });
    expect((await run('{ products { nodes { id } } }')).userErrors).toEqual([]);
  });
});
