import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { expireTokens } from '../identity/installation.ts';
import { sendToAdmin, startTestShop, type TestShop } from '../start-test-shop.ts';

let house: TestShop;

beforeAll(async () => {
  house = await startTestShop();
});
afterAll(() => house.standin.close());
beforeEach(() => {
  house.shop.bucket = { available: 2000, at: house.world.clock.now() };
});

function codes(answer: Awaited<ReturnType<TestShop['admin']>>): unknown[] {
  return answer.errors.map((error) => error.extensions?.code);
}

describe('validation against the published schema', () => {
  it.each([
    ['{ shop { nme } }', 'undefinedField', "Field 'nme' doesn't exist on type 'Shop'"],
    [
      '{ order { id } }',
      'missingRequiredArguments',
      "Field 'order' is missing required arguments: id",
    ],
    ['{ shop }', 'selectionMismatch', /must have selections/],
    ['query($x: Int) { shop { name } }', 'variableNotUsed', /declared but not used/],
    ['{ shop { name(size: 1) } }', 'argumentNotAccepted', /doesn't accept argument 'size'/],
  ])('refuses %s', async (query, code, message) => {
    const answer = await house.admin(query);
    expect(answer.status).toBe(200);
    expect(codes(answer)).toContain(code);
    expect(answer.errors.map((error) => error.message).join()).toMatch(message);
  });

  it('coerces variables: wrong types, unknown keys and two keys of a one-of are refused', async () => {
    const mutation =
      'mutation($d: DiscountCodeBasicInput!) { discountCodeBasicCreate(basicCodeDiscount: $d) { userErrors { code } } }';
    const faults = [
      { d: { startsAt: 'tomorrow' } },
      { d: { colour: 'red' } },
      { d: { usageLimit: 'many' } },
      { d: { context: { all: 'ALL', customers: { add: [] } } } },
      {},
    ];
    for (const variables of faults) {
      expect(codes(await house.admin(mutation, variables))).toEqual(['INVALID_VARIABLE']);
    }
  });

  it('says where a document cannot be read', async () => {
    expect(codes(await house.admin('{ shop { name '))).toEqual(['PARSE_ERROR']);
  });
});

describe('tokens', () => {
  const query = '{ shop { name } }';

  it('refuses one that is unknown, expired, of another shop, or of an app that is gone', async () => {
    const other = await startTestShop({ handle: 'other' });
    expect((await sendToAdmin(house.standin, house.shop, 'shpat_x', query)).status).toBe(401);
    expect((await sendToAdmin(house.standin, house.shop, other.accessToken, query)).status).toBe(
      401,
    );
    expect((await other.admin(query)).status).toBe(200);
    expireTokens(other.world, other.shop);
    expect((await other.admin(query)).status).toBe(401);
    await other.standin.close();
  });
});

describe('access scopes', () => {
  it('denies a field with its path and the words of the published list', async () => {
    const answer = await house.admin('{ shop { name } customers(first: 1) { nodes { id } } }');
    expect(answer.errors).toMatchObject([
      {
        message: expect.stringContaining('Access denied for customers field.'),
        path: ['customers'],
        extensions: {
          code: 'ACCESS_DENIED',
          requiredAccess: expect.stringContaining('read_customers'),
        },
      },
    ]);
  });

  it('takes write for read, and does not take read for write', async () => {
    const { scopes } = house.shop.installation ?? { scopes: new Set<string>() };
    expect((await house.admin('{ pages(first: 1) { nodes { id } } }')).errors).toEqual([]);
    scopes.delete('write_online_store_pages');
    scopes.add('read_online_store_pages');
    const create = 'mutation { pageCreate(page: {title: "A"}) { page { id } } }';
    expect(codes(await house.admin(create))).toEqual(['ACCESS_DENIED']);
    expect(house.shop.pages.size).toBe(0);
    scopes.add('write_online_store_pages');
  });

  it('guards nodes that hide behind an interface', async () => {
    const number = house.world.nextId();
    const id = `gid://shopify/Customer/${number}`;
    house.shop.customers.set(number, {
      id: number,
      email: 'a@b.example',
      firstName: null,
      lastName: null,
      phone: null,
      acceptsMarketing: false,
      address: null,
      createdAt: 0,
      updatedAt: 0,
    });
    expect(codes(await house.admin(`{ node(id: "${id}") { id } }`))).toEqual(['ACCESS_DENIED']);
  });

  it('asks for every scope where Shopify asks for two', async () => {
    const { scopes } = house.shop.installation ?? { scopes: new Set<string>() };
    const create =
      'mutation { webPixelCreate(webPixel: {settings: "{}"}) { webPixel { id } userErrors { code } } }';
    scopes.delete('read_customer_events');
    expect(codes(await house.admin(create))).toEqual(['ACCESS_DENIED']);
    scopes.add('read_customer_events');
    expect((await house.admin(create)).errors).toEqual([]);
  });
});

describe('query cost', () => {
  it('is asked for by page size, and charged for what was there', async () => {
    const answer = await house.admin(
      '{ products(first: 50) { nodes { id title } } shop { name } }',
    );
    expect(answer.extensions.cost).toMatchObject({
      requestedQueryCost: 52,
      actualQueryCost: 2,
      throttleStatus: { maximumAvailable: 2000, currentlyAvailable: 1998, restoreRate: 100 },
    });
  });

  it('makes a mutation cost ten', async () => {
    const answer = await house.admin(
      'mutation { pageDelete(id: "gid://shopify/Page/1") { deletedPageId } }',
    );
    expect(answer.extensions.cost).toMatchObject({ requestedQueryCost: 10, actualQueryCost: 10 });
  });

  it('refuses one query over 1,000 points outright', async () => {
    const dear = '{ products(first: 100) { nodes { id variants(first: 20) { nodes { id } } } } }';
    expect(codes(await house.admin(dear))).toEqual(['MAX_COST_EXCEEDED']);
  });

  it('throttles when the bucket is empty, and lets through when it has refilled', async () => {
    const now = house.world.clock.now();
    house.shop.bucket = { available: 30, at: now };
    const query = '{ products(first: 50) { nodes { id } } }';
    const answer = await house.admin(query);
    expect(answer.status).toBe(200);
    expect(codes(answer)).toEqual(['THROTTLED']);
    expect(answer.extensions.cost?.actualQueryCost).toBeNull();
    house.world.clock.set(now + 1000);
    expect((await house.admin(query)).errors).toEqual([]);
    house.world.clock.set(Date.now());
  });
});

describe('misbehaviour', () => {
  const create = 'mutation { pageCreate(page: {title: "Broken"}) { page { id } } }';

  it('throttles the next requests, is out of order for a while', async () => {
    house.shop.misbehaviour.throttle = 1;
    expect(codes(await house.admin('{ shop { name } }'))).toEqual(['THROTTLED']);
    expect((await house.admin('{ shop { name } }')).errors).toEqual([]);
    house.shop.misbehaviour.outageUntil = house.world.clock.now() + 60_000;
    expect((await house.admin('{ shop { name } }')).status).toBe(503);
    house.shop.misbehaviour.outageUntil = 0;
  });

  it('carries a mutation out and then breaks the connection', async () => {
    house.shop.misbehaviour.breakAfterMutation = 1;
    const before = house.shop.pages.size;
    await expect(house.admin(create)).rejects.toThrow();
    expect(house.shop.pages.size).toBe(before + 1);
    expect((await house.admin(create)).errors).toEqual([]);
  });
});

describe('what is not stood in for', () => {
  it('fails loudly: root fields, nested fields, filters', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    for (const query of [
      '{ publicApiVersions { handle } }',
      '{ shop { billingAddress { id } } }',
      '{ products(first: 1, query: "barcode:1") { nodes { id } } }',
    ]) {
      expect(codes(await house.admin(query))).toEqual(['STANDIN_NO_RESOLVER']);
    }
    expect(log.mock.calls.every(([line]) => String(line).includes('501'))).toBe(true);
    log.mockRestore();
  });
});
