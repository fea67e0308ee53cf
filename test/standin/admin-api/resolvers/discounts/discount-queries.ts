import type { Discount } from '../../../state/world.ts';
import type { ApiContext, ResolverMap } from '../../engine/api-context.ts';
import { notStoodIn } from '../../engine/api-error.ts';
import { type Filters, search } from '../../engine/search-query.ts';
import { idFrom } from '../../global-id.ts';
import { discountStatus, discountWithCode, isFreeShipping } from './find-discount.ts';

type ListArgs = { query?: string | null; sortKey?: string };

function filtersAt(now: number): Filters<Discount> {
  return {
    default: { kind: 'text', of: (discount) => [discount.title, ...codesOf(discount)] },
    title: { kind: 'text', of: (discount) => [discount.title] },
    // Shopify does not support it for a discount with many codes.
    code: {
      kind: 'exact',
      of: (discount) => (discount.codes.length === 1 ? codesOf(discount) : []),
    },
    status: { kind: 'exact', of: (discount) => [discountStatus(discount, now)] },
    method: { kind: 'exact', of: () => ['code'] },
    discount_type: { kind: 'exact', of: (discount) => [typeOf(discount)] },
    tag: { kind: 'exact', of: (discount) => discount.tags },
    starts_at: { kind: 'time', of: (discount) => discount.startsAt },
    ends_at: { kind: 'time', of: (discount) => discount.endsAt },
    created_at: { kind: 'time', of: (discount) => discount.createdAt },
    updated_at: { kind: 'time', of: (discount) => discount.updatedAt },
    id: { kind: 'number', of: (discount) => discount.id },
  };
}

function codesOf(discount: Discount): string[] {
  return discount.codes.map(({ code }) => code);
}

function typeOf(discount: Discount): string {
  if (isFreeShipping(discount)) return 'free_shipping';
  return discount.value.kind === 'percentage' ? 'percentage' : 'fixed_amount';
}

function findAll(args: ListArgs, { world, shop }: ApiContext): Discount[] {
  const found = search(shop.discounts.values(), args.query, filtersAt(world.clock.now()));
  switch (args.sortKey ?? 'ID') {
    case 'ID':
    case 'RELEVANCE':
    case 'CREATED_AT':
      return found;
    case 'TITLE':
      return found.sort((a, b) => a.title.localeCompare(b.title));
    case 'UPDATED_AT':
      return found.sort((a, b) => a.updatedAt - b.updatedAt);
    case 'STARTS_AT':
      return found.sort((a, b) => a.startsAt - b.startsAt);
    case 'ENDS_AT':
      return found.sort((a, b) => (a.endsAt ?? Infinity) - (b.endsAt ?? Infinity));
    default:
      throw notStoodIn(`sort of discounts by ${args.sortKey}`);
  }
}

function count(items: readonly unknown[]): object {
  return { count: items.length, precision: 'EXACT' };
}

/** Finding discounts by id, by code and by search. */
export const discountQueries: ResolverMap = {
  QueryRoot: {
    codeDiscountNode: (_: unknown, args: { id: string }, { shop }: ApiContext) =>
      shop.discounts.get(idFrom(args.id, 'DiscountCodeNode')) ?? null,
    codeDiscountNodeByCode: (_: unknown, args: { code: string }, { shop }: ApiContext) =>
      discountWithCode(shop, args.code),
    codeDiscountNodes: (_: unknown, args: ListArgs, context: ApiContext) => findAll(args, context),
    discountNode: (_: unknown, args: { id: string }, { shop }: ApiContext) =>
      shop.discounts.get(idFrom(args.id, 'DiscountNode', 'DiscountCodeNode')) ?? null,
    discountNodes: (_: unknown, args: ListArgs, context: ApiContext) => findAll(args, context),
    discountNodesCount: (_: unknown, args: ListArgs, context: ApiContext) =>
      count(findAll(args, context)),
    discountCodesCount: (_: unknown, args: ListArgs, context: ApiContext) =>
      count(findAll(args, context).flatMap(codesOf)),
  },
};
