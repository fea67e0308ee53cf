import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestShop, type TestShop } from '../start-test-shop.ts';

let house: TestShop;

beforeAll(async () => {
  house = await startTestShop();
});
afterAll(() => house.standin.close());

const CREATE = `mutation($page: PageCreateInput!) { pageCreate(page: $page) {
  page { id title handle body isPublished metafield(namespace: "tributary", key: "influencer") { value } }
  userErrors { field code message } } }`;
const UPDATE = `mutation($id: ID!, $page: PageUpdateInput!) { pageUpdate(id: $id, page: $page) {
  page { handle isPublished } userErrors { field code } } }`;

type Created = { page: { id: string; handle: string } | null; userErrors: { code: string }[] };

async function create(page: Record<string, unknown>): Promise<Created> {
  const answer = await house.admin(CREATE, { page });
  expect(answer.errors).toEqual([]);
  return answer.data.pageCreate as Created;
}

describe('pages', () => {
  it('are created with handle, body and metafields', async () => {
    const made = await create({
      title: 'Jane’s Favourites',
      body: '<p>Hello</p>',
      metafields: [
        {
          namespace: 'tributary',
          key: 'influencer',
          type: 'single_line_text_field',
          value: 'jane',
        },
      ],
    });
    expect(made).toMatchObject({
      page: { handle: 'jane-s-favourites', isPublished: true, metafield: { value: 'jane' } },
      userErrors: [],
    });
  });

  it('get a free handle when none is given, and TAKEN when a given one is in use', async () => {
    const [first, second] = [await create({ title: 'Maya' }), await create({ title: 'Maya' })];
    expect([first.page?.handle, second.page?.handle]).toEqual(['maya', 'maya-1']);
    expect(await create({ title: 'Other', handle: 'maya' })).toMatchObject({
      page: null,
      userErrors: [{ field: ['page', 'handle'], code: 'TAKEN' }],
    });
  });

  it.each([
    [{ title: '' }, 'BLANK'],
    [{ title: 'x'.repeat(256) }, 'TOO_LONG'],
    [{ title: 'Big', body: 'x'.repeat(600_000) }, 'TOO_BIG'],
  ])('refuse wrong input %#', async (page, code) => {
    expect((await create(page)).userErrors).toMatchObject([{ code }]);
  });

  it('change their handle with a redirect from the old one, hide, and go', async () => {
    const { page } = await create({ title: 'Moves' });
    const id = page?.id ?? '';
    const update = await house.admin(UPDATE, {
      id,
      page: { handle: 'moved', isPublished: false, redirectNewHandle: true },
    });
    expect(update.data.pageUpdate).toEqual({
      page: { handle: 'moved', isPublished: false },
      userErrors: [],
    });
    expect([...house.shop.redirects.values()]).toMatchObject([
      { path: '/pages/moves', target: '/pages/moved' },
    ]);
    const found = await house.admin('{ pages(first: 5, query: "handle:moved") { nodes { id } } }');
    expect(found.data.pages).toEqual({ nodes: [{ id }] });
    const remove =
      'mutation($id: ID!) { pageDelete(id: $id) { deletedPageId userErrors { field code } } }';
    expect((await house.admin(remove, { id })).data.pageDelete).toMatchObject({
      deletedPageId: id,
    });
    expect((await house.admin(remove, { id })).data.pageDelete).toMatchObject({
      deletedPageId: null,
      userErrors: [{ code: 'NOT_FOUND' }],
    });
    expect((await house.admin(UPDATE, { id, page: {} })).data.pageUpdate).toMatchObject({
      userErrors: [{ field: ['id'], code: 'NOT_FOUND' }],
    });
  });
});

describe('URL redirects', () => {
  const make = `mutation($r: UrlRedirectInput!) { urlRedirectCreate(urlRedirect: $r) {
    urlRedirect { id path target } userErrors { field code message } } }`;

  it('are created, found by path, changed and deleted', async () => {
    const made = await house.admin(make, { r: { path: 'jane', target: '/pages/jane' } });
    const { urlRedirect } = made.data.urlRedirectCreate as { urlRedirect: { id: string } };
    expect(urlRedirect).toMatchObject({ path: '/jane', target: '/pages/jane' });
    const found = await house.admin(
      '{ urlRedirects(first: 2, query: "path:/jane") { nodes { id } } }',
    );
    expect(found.data.urlRedirects).toEqual({ nodes: [{ id: urlRedirect.id }] });
    const changed = await house.admin(
      'mutation($id: ID!, $r: UrlRedirectInput!) { urlRedirectUpdate(id: $id, urlRedirect: $r) { urlRedirect { path target } userErrors { code } } }',
      { id: urlRedirect.id, r: { target: '/pages/jane-2' } },
    );
    expect(changed.data.urlRedirectUpdate).toMatchObject({
      urlRedirect: { path: '/jane', target: '/pages/jane-2' },
    });
    const remove =
      'mutation($id: ID!) { urlRedirectDelete(id: $id) { deletedUrlRedirectId userErrors { field code } } }';
    const ids = { id: urlRedirect.id };
    expect((await house.admin(remove, ids)).data.urlRedirectDelete).toMatchObject({
      deletedUrlRedirectId: urlRedirect.id,
    });
    expect((await house.admin(remove, ids)).data.urlRedirectDelete).toMatchObject({
      userErrors: [{ field: ['id'], code: 'DOES_NOT_EXIST' }],
    });
  });

  it('cannot lead away from a path twice, nor from nothing', async () => {
    await house.admin(make, { r: { path: '/maya', target: '/' } });
    for (const path of ['/MAYA', '']) {
      expect(
        (await house.admin(make, { r: { path, target: '/' } })).data.urlRedirectCreate,
      ).toMatchObject({
        urlRedirect: null,
        userErrors: [{ field: ['urlRedirect', 'path'], code: 'CREATE_FAILED' }],
      });
    }
  });
});
