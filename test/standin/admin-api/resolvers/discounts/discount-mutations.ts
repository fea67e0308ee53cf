import { announce, type Discount, type Shop } from '../../../state/world.ts';
import type { ApiContext, ResolverMap } from '../../engine/api-context.ts';
import { idFrom } from '../../global-id.ts';
import { draftDiscount } from './discount-draft.ts';
import { type DiscountError, discountError, missingDiscount } from './discount-errors.ts';
import type { DiscountInput } from './discount-input.ts';
import { discountWithCode, isFreeShipping } from './find-discount.ts';

type Payload = { codeDiscountNode: Discount | null; userErrors: DiscountError[] };

const refuse = (...userErrors: DiscountError[]): Payload => ({
  codeDiscountNode: null,
  userErrors,
});

function takenCode(shop: Shop, code: string, argument: string, own: Discount | null) {
  const holder = discountWithCode(shop, code);
  if (holder === null || holder.id === own?.id) return null;
  const message = 'Code must be unique. Please try a different code.';
  return discountError([argument, 'code'], 'TAKEN', message);
}

function createDiscount(
  input: DiscountInput,
  argument: string,
  freeShipping: boolean,
  { world, shop }: ApiContext,
): Payload {
  const draft = draftDiscount(shop, input, { argument, freeShipping, isNew: true }, null);
  const taken = draft.code === null ? null : takenCode(shop, draft.code, argument, null);
  if (taken) draft.errors.push(taken);
  if (draft.errors.length > 0) return refuse(...draft.errors);
  const now = world.clock.now();
  const discount: Discount = {
    id: world.nextId(),
    title: '',
    value: { kind: 'free_shipping' },
    items: null,
    codes: [{ id: world.nextId(), code: draft.code ?? '', usage: 0 }],
    startsAt: now,
    endsAt: null,
    active: true,
    usageLimit: null,
    oncePerCustomer: false,
    minimum: null,
    combinesWith: { order: false, product: false, shipping: false },
    tags: [],
    createdBy: 'app',
    createdAt: now,
    updatedAt: now,
    ...draft.changes,
  };
  shop.discounts.set(discount.id, discount);
  announce(world, { shop, kind: 'discount', action: 'create', discount });
  return { codeDiscountNode: discount, userErrors: [] };
}

function updateDiscount(
  globalId: string,
  input: DiscountInput,
  argument: string,
  freeShipping: boolean,
  context: ApiContext,
): Payload {
  const { shop } = context;
  const discount = findDiscount(globalId, shop);
  if (!discount) return refuse(missingDiscount());
  if (isFreeShipping(discount) !== freeShipping) {
    return refuse(discountError(['id'], 'INVALID', 'Discount is of another type'));
  }
  const draft = draftDiscount(shop, input, { argument, freeShipping, isNew: false }, discount);
  const taken = draft.code === null ? null : takenCode(shop, draft.code, argument, discount);
  if (taken) draft.errors.push(taken);
  if (draft.errors.length > 0) return refuse(...draft.errors);
  const [first] = discount.codes;
  if (draft.code !== null && first) first.code = draft.code;
  Object.assign(discount, draft.changes);
  return changed(discount, context);
}

/** Shopify switches off by dates: the end becomes now, and switching on again takes it away. */
function switchDiscount(globalId: string, on: boolean, context: ApiContext): Payload {
  const discount = findDiscount(globalId, context.shop);
  if (!discount) return refuse(missingDiscount());
  const now = context.world.clock.now();
  discount.active = on;
  if (on) {
    discount.startsAt = Math.min(discount.startsAt, now);
    if (discount.endsAt !== null && discount.endsAt <= now) discount.endsAt = null;
  } else {
    discount.endsAt = now;
  }
  return changed(discount, context);
}

function changed(discount: Discount, { world, shop }: ApiContext): Payload {
  discount.updatedAt = Math.max(world.clock.now(), discount.updatedAt + 1);
  announce(world, { shop, kind: 'discount', action: 'update', discount });
  return { codeDiscountNode: discount, userErrors: [] };
}

function deleteDiscount(globalId: string, { world, shop }: ApiContext): object {
  const discount = findDiscount(globalId, shop);
  if (!discount) return { deletedCodeDiscountId: null, userErrors: [missingDiscount()] };
  shop.discounts.delete(discount.id);
  announce(world, { shop, kind: 'discount', action: 'delete', discount });
  return { deletedCodeDiscountId: globalId, userErrors: [] };
}

function findDiscount(globalId: string, shop: Shop): Discount | undefined {
  return shop.discounts.get(idFrom(globalId, 'DiscountCodeNode'));
}

type BasicArgs = { id: string; basicCodeDiscount: DiscountInput };
type ShippingArgs = { id: string; freeShippingCodeDiscount: DiscountInput };
type IdArgs = { id: string };
const BASIC = 'basicCodeDiscount';
const SHIPPING = 'freeShippingCodeDiscount';

/** Creating, changing, switching and deleting code discounts. */
export const discountMutations: ResolverMap = {
  Mutation: {
    discountCodeBasicCreate: (_: unknown, args: BasicArgs, context: ApiContext) =>
      createDiscount(args.basicCodeDiscount, BASIC, false, context),
    discountCodeBasicUpdate: (_: unknown, args: BasicArgs, context: ApiContext) =>
      updateDiscount(args.id, args.basicCodeDiscount, BASIC, false, context),
    discountCodeFreeShippingCreate: (_: unknown, args: ShippingArgs, context: ApiContext) =>
      createDiscount(args.freeShippingCodeDiscount, SHIPPING, true, context),
    discountCodeFreeShippingUpdate: (_: unknown, args: ShippingArgs, context: ApiContext) =>
      updateDiscount(args.id, args.freeShippingCodeDiscount, SHIPPING, true, context),
    discountCodeActivate: (_: unknown, args: IdArgs, context: ApiContext) =>
      switchDiscount(args.id, true, context),
    discountCodeDeactivate: (_: unknown, args: IdArgs, context: ApiContext) =>
      switchDiscount(args.id, false, context),
    discountCodeDelete: (_: unknown, args: IdArgs, context: ApiContext) =>
      deleteDiscount(args.id, context),
  },
};
