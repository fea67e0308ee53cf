import { gid, type Page, type Shop } from '../../state/world.ts';
import type { ApiContext, ResolverMap } from '../engine/api-context.ts';
import { notStoodIn } from '../engine/api-error.ts';
import { type Filters, search } from '../engine/search-query.ts';
import { idFrom } from '../global-id.ts';

type MetafieldInput = {
  namespace?: string | null;
  key?: string | null;
  type?: string | null;
  value?: string | null;
};
type PageInput = {
  title?: string | null;
  body?: string | null;
  handle?: string | null;
  isPublished?: boolean | null;
  publishDate?: string | null;
  templateSuffix?: string | null;
  redirectNewHandle?: boolean;
  metafields?: MetafieldInput[] | null;
};
type PageError = { field: string[]; code: string; message: string };
type Metafield = Page['metafields'][number];

const TITLE_LIMIT = 255;
const BODY_LIMIT = 512 * 1024;

const pageFilters: Filters<Page> = {
  default: { kind: 'text', of: (page) => [page.title, page.bodyHtml] },
  title: { kind: 'text', of: (page) => [page.title] },
  handle: { kind: 'exact', of: (page) => [page.handle] },
  published_status: { kind: 'exact', of: (page) => [page.published ? 'published' : 'unpublished'] },
  created_at: { kind: 'time', of: (page) => page.createdAt },
  updated_at: { kind: 'time', of: (page) => page.updatedAt },
  id: { kind: 'number', of: (page) => page.id },
};

/** A handle as Shopify makes one of a title: lower case, ASCII letters, digits and hyphens. */
function handleOf(title: string): string {
  return title
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}

function pageWithHandle(shop: Shop, handle: string): Page | undefined {
  return [...shop.pages.values()].find((page) => page.handle === handle);
}

/** A handle that Shopify makes itself is made unique; one that was given must be free. */
function freeHandle(shop: Shop, title: string): string {
  const base = handleOf(title) || 'page';
  let handle = base;
  for (let suffix = 1; pageWithHandle(shop, handle); suffix += 1) handle = `${base}-${suffix}`;
  return handle;
}

function pageErrors(shop: Shop, input: PageInput, page: Page | null): PageError[] {
  const errors: PageError[] = [];
  const { title, body, handle } = input;
  if ((page === null || title !== undefined) && (title ?? '').trim() === '') {
    errors.push({ field: ['page', 'title'], code: 'BLANK', message: "Title can't be blank" });
  }
  if ((title ?? '').length > TITLE_LIMIT) {
    errors.push({
      field: ['page', 'title'],
      code: 'TOO_LONG',
      message: `Title is too long (maximum is ${TITLE_LIMIT} characters)`,
    });
  }
  if (Buffer.byteLength(body ?? '') > BODY_LIMIT) {
    errors.push({ field: ['page', 'body'], code: 'TOO_BIG', message: 'Content is too big' });
  }
  if (handle != null && handle.length > TITLE_LIMIT) {
    errors.push({
      field: ['page', 'handle'],
      code: 'TOO_LONG',
      message: `Handle is too long (maximum is ${TITLE_LIMIT} characters)`,
    });
  }
  const holder = handle == null ? undefined : pageWithHandle(shop, handleOf(handle));
  if (holder && holder.id !== page?.id) {
    errors.push({
      field: ['page', 'handle'],
      code: 'TAKEN',
      message: 'Handle has already been taken',
    });
  }
  for (const [index, metafield] of (input.metafields ?? []).entries()) {
    for (const part of ['namespace', 'key', 'type', 'value'] as const) {
      if ((metafield[part] ?? '') !== '') continue;
      const field = ['page', 'metafields', String(index), part];
      errors.push({ field, code: 'BLANK', message: `${part} can't be blank` });
    }
  }
  return errors;
}

function mergedMetafields(
  old: Metafield[],
  input: MetafieldInput[] | null | undefined,
): Metafield[] {
  const merged = new Map(
    old.map((metafield) => [`${metafield.namespace}.${metafield.key}`, metafield]),
  );
  for (const { namespace, key, type, value } of input ?? []) {
    if (namespace == null || key == null || type == null || value == null) continue;
    merged.set(`${namespace}.${key}`, { namespace, key, type, value });
  }
  return [...merged.values()];
}

function createPage(input: PageInput, { world, shop }: ApiContext): object {
  if (input.publishDate != null) throw notStoodIn('publishDate of a page');
  const userErrors = pageErrors(shop, input, null);
  if (userErrors.length > 0) return { page: null, userErrors };
  const now = world.clock.now();
  const title = input.title ?? '';
  const page: Page = {
    id: world.nextId(),
    title,
    handle: input.handle ? handleOf(input.handle) : freeHandle(shop, title),
    bodyHtml: input.body ?? '',
    published: input.isPublished ?? true,
    templateSuffix: input.templateSuffix ?? null,
    metafields: mergedMetafields([], input.metafields),
    createdAt: now,
    updatedAt: now,
  };
  shop.pages.set(page.id, page);
  return { page, userErrors: [] };
}

function updatePage(globalId: string, input: PageInput, { world, shop }: ApiContext): object {
  if (input.publishDate != null) throw notStoodIn('publishDate of a page');
  const page = shop.pages.get(idFrom(globalId, 'Page'));
  if (!page) {
    const missing = { field: ['id'], code: 'NOT_FOUND', message: 'Page does not exist' };
    return { page: null, userErrors: [missing] };
  }
  const userErrors = pageErrors(shop, input, page);
  if (userErrors.length > 0) return { page: null, userErrors };
  const oldHandle = page.handle;
  if (input.title != null) page.title = input.title;
  if (input.handle) page.handle = handleOf(input.handle);
  if (input.body != null) page.bodyHtml = input.body;
  if (input.isPublished != null) page.published = input.isPublished;
  if (input.templateSuffix !== undefined) page.templateSuffix = input.templateSuffix;
  page.metafields = mergedMetafields(page.metafields, input.metafields);
  page.updatedAt = Math.max(world.clock.now(), page.updatedAt + 1);
  if (input.redirectNewHandle === true && oldHandle !== page.handle) {
    const id = world.nextId();
    shop.redirects.set(id, { id, path: `/pages/${oldHandle}`, target: `/pages/${page.handle}` });
  }
  return { page, userErrors: [] };
}

function deletePage(globalId: string, { shop }: ApiContext): object {
  if (shop.pages.delete(idFrom(globalId, 'Page'))) {
    return { deletedPageId: globalId, userErrors: [] };
  }
  const missing = { field: ['id'], code: 'NOT_FOUND', message: 'Page does not exist' };
  return { deletedPageId: null, userErrors: [missing] };
}

/** Pages of the online store, with metafields. */
export const pageResolvers: ResolverMap = {
  QueryRoot: {
    page: (_: unknown, args: { id: string }, { shop }: ApiContext) =>
      shop.pages.get(idFrom(args.id, 'Page')) ?? null,
    pages: (_: unknown, args: { query?: string | null }, { shop }: ApiContext) =>
      search(shop.pages.values(), args.query, pageFilters),
  },
  Mutation: {
    pageCreate: (_: unknown, args: { page: PageInput }, context: ApiContext) =>
      createPage(args.page, context),
    pageUpdate: (_: unknown, args: { id: string; page: PageInput }, context: ApiContext) =>
      updatePage(args.id, args.page, context),
    pageDelete: (_: unknown, args: { id: string }, context: ApiContext) =>
      deletePage(args.id, context),
  },
  Page: {
    id: (page: Page) => gid('Page', page.id),
    body: (page: Page) => page.bodyHtml,
    bodySummary: (page: Page) =>
      page.bodyHtml
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim()
        .slice(0, 150),
    isPublished: (page: Page) => page.published,
    publishedAt: (page: Page) => (page.published ? page.createdAt : null),
    metafields: (page: Page, args: { namespace?: string | null }) =>
      page.metafields.filter(
        ({ namespace }) => args.namespace == null || namespace === args.namespace,
      ),
    metafield: (page: Page, args: { namespace?: string | null; key: string }) =>
      page.metafields.find(
        ({ namespace, key }) => namespace === (args.namespace ?? '$app') && key === args.key,
      ) ?? null,
  },
  Metafield: {
    jsonValue: (metafield: Metafield) =>
      /json|list|number|boolean/.test(metafield.type)
        ? JSON.parse(metafield.value)
        : metafield.value,
  },
};
