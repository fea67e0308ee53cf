import type { Discount, DiscountValue, Shop } from '../../../state/world.ts';
import { minorOf } from '../../decimal-input.ts';
import { notStoodIn } from '../../engine/api-error.ts';
import { idFrom } from '../../global-id.ts';
import { type DiscountError, discountError } from './discount-errors.ts';
import type { CustomerGets, DiscountInput } from './discount-input.ts';

/** What one input makes of a discount: the parts it changes, and what is wrong with it. */
export type DiscountDraft = {
  changes: Partial<Omit<Discount, 'id' | 'codes'>>;
  code: string | null;
  errors: DiscountError[];
};

export type DraftKind = { argument: string; freeShipping: boolean; isNew: boolean };

const TEXT_LIMIT = 255;
const TAG_LIMIT = 5;
const PRODUCT_LIMIT = 100;

/**
 * Reads the input of a create or update mutation by Shopify's rules. `old` is the discount that is
 * updated; a key that was not given leaves it as it is.
 */
export function draftDiscount(
  shop: Shop,
  input: DiscountInput,
  kind: DraftKind,
  old: Discount | null,
): DiscountDraft {
  refuseWhatIsNotStoodIn(input);
  const draft: DiscountDraft = { changes: {}, code: null, errors: [] };
  const at = (...path: string[]) => [kind.argument, ...path];
  readText(input, kind, draft, at);
  readDates(input, kind, draft, old, at);
  readLimits(input, draft, at);
  readMinimum(shop, input, draft, at);
  if (kind.isNew && input.context?.all == null && input.customerSelection?.all !== true) {
    draft.errors.push(discountError(at('context'), 'BLANK', "Context can't be blank"));
  }
  if (input.combinesWith) {
    const { orderDiscounts, productDiscounts, shippingDiscounts } = input.combinesWith;
    draft.changes.combinesWith = {
      order: orderDiscounts,
      product: productDiscounts,
      shipping: shippingDiscounts,
    };
  }
  if (kind.freeShipping) draft.changes.value = { kind: 'free_shipping' };
  else readCustomerGets(shop, input.customerGets, kind, draft, old, at);
  return draft;
}

type At = (...path: string[]) => string[];

function refuseWhatIsNotStoodIn(input: DiscountInput): void {
  if (input.context && input.context.all == null) throw notStoodIn('discount context but ALL');
  if (input.recurringCycleLimit != null && input.recurringCycleLimit !== 0) {
    throw notStoodIn('recurringCycleLimit of a discount');
  }
  if (input.combinesWith?.productDiscountsWithTagsOnSameCartLine != null) {
    throw notStoodIn('productDiscountsWithTagsOnSameCartLine');
  }
  if (input.destination && input.destination.all !== true) {
    throw notStoodIn('free shipping to some countries only');
  }
  if (input.maximumShippingPrice != null) throw notStoodIn('maximumShippingPrice of a discount');
  if (input.customerGets?.appliesOnSubscription === true) {
    throw notStoodIn('discount on subscriptions');
  }
  if (input.customerGets?.value?.discountOnQuantity != null) {
    throw notStoodIn('discountOnQuantity of a discount');
  }
}

function readText(input: DiscountInput, kind: DraftKind, draft: DiscountDraft, at: At): void {
  for (const part of ['title', 'code'] as const) {
    const value = input[part];
    const label = part === 'title' ? 'Title' : 'Code';
    if (value === undefined && !kind.isNew) continue;
    if ((value ?? '').trim() === '') {
      draft.errors.push(discountError(at(part), 'BLANK', `${label} can't be blank`));
    } else if ((value ?? '').length > TEXT_LIMIT) {
      const message = `${label} is too long (maximum is ${TEXT_LIMIT} characters)`;
      draft.errors.push(discountError(at(part), 'TOO_LONG', message));
    }
  }
  if (input.title != null) draft.changes.title = input.title;
  if (input.code != null) draft.code = input.code;
  if (input.tags == null) return;
  if (input.tags.length > TAG_LIMIT) {
    const message = `A discount can have at most ${TAG_LIMIT} tags`;
    draft.errors.push(discountError(at('tags'), 'TOO_MANY_TAGS', message));
  }
  if (input.tags.some((tag) => tag.length > TEXT_LIMIT)) {
    draft.errors.push(discountError(at('tags'), 'INVALID_TAG_LENGTH', 'A tag is too long'));
  }
  draft.changes.tags = input.tags;
}

function readDates(
  input: DiscountInput,
  kind: DraftKind,
  draft: DiscountDraft,
  old: Discount | null,
  at: At,
): void {
  if (input.startsAt != null) draft.changes.startsAt = Date.parse(input.startsAt);
  else if (kind.isNew || input.startsAt === null) {
    draft.errors.push(discountError(at('startsAt'), 'BLANK', "Starts at can't be blank"));
  }
  if (input.endsAt !== undefined) {
    draft.changes.endsAt = input.endsAt === null ? null : Date.parse(input.endsAt);
    // The dates alone decide from here on, whatever switched the discount off before.
    draft.changes.active = true;
  }
  const startsAt = draft.changes.startsAt ?? old?.startsAt ?? 0;
  const endsAt = draft.changes.endsAt === undefined ? old?.endsAt : draft.changes.endsAt;
  if (endsAt != null && endsAt <= startsAt) {
    const message = 'Ends at needs to be after starts_at';
    draft.errors.push(discountError(at('endsAt'), 'END_DATE_BEFORE_START_DATE', message));
  }
}

function readLimits(input: DiscountInput, draft: DiscountDraft, at: At): void {
  if (input.usageLimit !== undefined) {
    if (input.usageLimit !== null && input.usageLimit < 1) {
      const message = 'Usage limit must be greater than 0';
      draft.errors.push(discountError(at('usageLimit'), 'GREATER_THAN', message));
    }
    draft.changes.usageLimit = input.usageLimit;
  }
  if (input.appliesOncePerCustomer != null) {
    draft.changes.oncePerCustomer = input.appliesOncePerCustomer;
  }
}

function readMinimum(shop: Shop, input: DiscountInput, draft: DiscountDraft, at: At): void {
  if (input.minimumRequirement === undefined) return;
  const subtotal = input.minimumRequirement?.subtotal?.greaterThanOrEqualToSubtotal;
  const quantity = input.minimumRequirement?.quantity?.greaterThanOrEqualToQuantity;
  if (subtotal != null && quantity != null) {
    const code = 'MINIMUM_SUBTOTAL_AND_QUANTITY_RANGE_BOTH_PRESENT';
    const message = 'Minimum subtotal and quantity cannot both be present';
    draft.errors.push(discountError(at('minimumRequirement'), code, message));
    return;
  }
  draft.changes.minimum = null;
  if (subtotal != null) {
    const minor = minorOf(subtotal, shop.currency);
    if (minor === null || minor <= 0) {
      const path = at('minimumRequirement', 'subtotal', 'greaterThanOrEqualToSubtotal');
      draft.errors.push(discountError(path, 'GREATER_THAN', 'Minimum must be greater than 0'));
    } else draft.changes.minimum = { subtotalMinor: minor };
  }
  if (quantity != null) draft.changes.minimum = { quantity: Number(quantity) };
}

function readCustomerGets(
  shop: Shop,
  gets: CustomerGets | null | undefined,
  kind: DraftKind,
  draft: DiscountDraft,
  old: Discount | null,
  at: At,
): void {
  const path: At = (...rest) => at('customerGets', ...rest);
  if (gets == null) {
    if (kind.isNew) {
      draft.errors.push(discountError(path(), 'BLANK', "Customer gets can't be blank"));
    }
    return;
  }
  if (gets.value != null || kind.isNew) {
    const value = readValue(shop, gets.value ?? {}, path);
    if ('code' in value) draft.errors.push(value);
    else draft.changes.value = value;
  }
  if (gets.items != null || kind.isNew) {
    const items = readItems(shop, gets.items ?? {}, old, path);
    if ('code' in items) draft.errors.push(items);
    else draft.changes.items = items.selection;
  }
}

function readValue(
  shop: Shop,
  value: NonNullable<CustomerGets['value']>,
  path: At,
): DiscountValue | DiscountError {
  const { percentage, discountAmount } = value;
  if (percentage != null && discountAmount != null) {
    return discountError(path('value'), 'TOO_MANY_ARGUMENTS', 'Only one value can be given');
  }
  if (percentage != null) {
    if (percentage >= 0 && percentage <= 1) return { kind: 'percentage', fraction: percentage };
    const message = 'Value must be between 0.0 and 1.0';
    return discountError(path('value', 'percentage'), 'VALUE_OUTSIDE_RANGE', message);
  }
  if (discountAmount?.amount != null) {
    const amountMinor = minorOf(discountAmount.amount, shop.currency);
    if (amountMinor !== null && amountMinor > 0) {
      const onEachItem = discountAmount.appliesOnEachItem ?? true;
      return { kind: 'fixed', amountMinor, onEachItem };
    }
    const amountPath = path('value', 'discountAmount', 'amount');
    return discountError(amountPath, 'VALUE_OUTSIDE_RANGE', 'Amount must be greater than 0');
  }
  return discountError(path('value'), 'MISSING_ARGUMENT', "Value can't be blank");
}

function readItems(
  shop: Shop,
  items: NonNullable<CustomerGets['items']>,
  old: Discount | null,
  path: At,
): { selection: Discount['items'] } | DiscountError {
  const { products, collections } = items;
  if (products?.productVariantsToAdd?.length) throw notStoodIn('discount on variants');
  if (items.all === true) {
    if (products?.productsToAdd?.length || collections?.add?.length) {
      return discountError(
        path('items'),
        'CONFLICT',
        'All items and a selection exclude each other',
      );
    }
    return { selection: null };
  }
  const edit = (kept: readonly bigint[], add: string[], remove: string[], type: string) => {
    const removed = new Set(remove.map((id) => idFrom(id, type)));
    const added = add.map((id) => idFrom(id, type));
    return [...new Set([...kept, ...added])].filter((id) => !removed.has(id));
  };
  const productIds = edit(
    old?.items?.productIds ?? [],
    products?.productsToAdd ?? [],
    products?.productsToRemove ?? [],
    'Product',
  );
  const collectionIds = edit(
    old?.items?.collectionIds ?? [],
    collections?.add ?? [],
    collections?.remove ?? [],
    'Collection',
  );
  const unknown =
    productIds.find((id) => !shop.products.has(id)) ??
    collectionIds.find((id) => !shop.collections.has(id));
  if (unknown !== undefined) {
    return discountError(path('items'), 'INVALID', `Item with id: ${unknown} is invalid`);
  }
  if (productIds.length > PRODUCT_LIMIT) {
    const message = `A discount can apply to at most ${PRODUCT_LIMIT} products`;
    return discountError(path('items', 'products', 'productsToAdd'), 'EXCEEDED_MAX', message);
  }
  if (productIds.length + collectionIds.length === 0) {
    return discountError(path('items'), 'APPLIES_ON_NOTHING', 'The discount applies to nothing');
  }
  return { selection: { productIds, collectionIds } };
}
