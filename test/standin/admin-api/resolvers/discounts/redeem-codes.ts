import {
  announce,
  type Discount,
  gid,
  type RedeemCodeCreation,
  type Shop,
} from '../../../state/world.ts';
import { type ApiContext, type ResolverMap, Tagged } from '../../engine/api-context.ts';
import { notStoodIn } from '../../engine/api-error.ts';
import { idFrom } from '../../global-id.ts';
import { discountError, missingDiscount } from './discount-errors.ts';
import { discountWithCode } from './find-discount.ts';

type Empty = Record<string, never>;
type RedeemCode = Discount['codes'][number];
type CreationCode = RedeemCodeCreation['codes'][number];

const CODES_PER_CALL = 250;
const CODE_LIMIT = 255;
/** Simulated time that an import of codes takes. */
const IMPORT_MS = 400;

function addCodes(
  args: { discountId: string; codes: { code: string }[] },
  { world, shop }: ApiContext,
): object {
  const refuse = (error: object) => ({ bulkCreation: null, userErrors: [error] });
  const discountId = idFrom(args.discountId, 'DiscountCodeNode');
  if (!shop.discounts.has(discountId)) {
    return refuse(discountError(['discountId'], 'INVALID', 'Discount does not exist'));
  }
  if (args.codes.length === 0) {
    return refuse(discountError(['codes'], 'BLANK', "Codes can't be blank"));
  }
  if (args.codes.length > CODES_PER_CALL) {
    const message = `At most ${CODES_PER_CALL} codes can be added at once`;
    return refuse(discountError(['codes'], 'TOO_MANY_ARGUMENTS', message));
  }
  const creation: RedeemCodeCreation = {
    id: world.nextId(),
    discountId,
    createdAt: world.clock.now(),
    done: false,
    codes: args.codes.map(({ code }) => ({ code, redeemCodeId: null, error: null })),
  };
  shop.redeemCodeCreations.set(creation.id, creation);
  void world.clock.sleep(IMPORT_MS).then(() => {
    for (const entry of creation.codes) importCode(entry, discountId, () => world.nextId(), shop);
    creation.done = true;
  });
  return { bulkCreation: creation, userErrors: [] };
}

function importCode(
  entry: CreationCode,
  discountId: bigint,
  nextId: () => bigint,
  shop: Shop,
): void {
  const discount = shop.discounts.get(discountId);
  if (!discount) entry.error = { code: 'INVALID', message: 'Discount does not exist' };
  else if (entry.code.trim() === '') {
    entry.error = { code: 'BLANK', message: "Code can't be blank" };
  } else if (entry.code.length > CODE_LIMIT) {
    entry.error = { code: 'TOO_LONG', message: 'Code is too long' };
  } else if (discountWithCode(shop, entry.code)) {
    entry.error = {
      code: 'TAKEN',
      message: 'Code must be unique. Please try a different code.',
    };
  } else {
    const code = { id: nextId(), code: entry.code, usage: 0 };
    discount.codes.push(code);
    entry.redeemCodeId = code.id;
  }
}

function deleteCodes(
  args: { discountId: string; ids?: string[] | null; search?: string | null },
  { world, shop }: ApiContext,
): object {
  const discount = shop.discounts.get(idFrom(args.discountId, 'DiscountCodeNode'));
  if (!discount) return { job: null, userErrors: [missingDiscount()] };
  if (args.search != null) throw notStoodIn('deleting redeem codes by search');
  if (!args.ids?.length) {
    const error = discountError(['ids'], 'MISSING_ARGUMENT', 'Missing ids, search or saved search');
    return { job: null, userErrors: [error] };
  }
  const ids = new Set(args.ids.map((id) => idFrom(id, 'DiscountRedeemCode')));
  discount.codes = discount.codes.filter(({ id }) => !ids.has(id));
  discount.updatedAt = world.clock.now();
  announce(world, { shop, kind: 'discount', action: 'update', discount });
  return { job: { id: gid('Job', world.nextId()), done: true }, userErrors: [] };
}

function codeById(shop: Shop, id: bigint | null): RedeemCode | null {
  for (const discount of shop.discounts.values()) {
    const code = discount.codes.find((entry) => entry.id === id);
    if (code) return code;
  }
  return null;
}

/** Many codes of one discount: adding in bulk, watching the import, deleting. */
export const redeemCodeResolvers: ResolverMap = {
  QueryRoot: {
    discountRedeemCodeBulkCreation: (_: unknown, args: { id: string }, { shop }: ApiContext) =>
      shop.redeemCodeCreations.get(idFrom(args.id, 'DiscountRedeemCodeBulkCreation')) ?? null,
  },
  Mutation: {
    discountRedeemCodeBulkAdd: (
      _: unknown,
      args: { discountId: string; codes: { code: string }[] },
      context: ApiContext,
    ) => addCodes(args, context),
    discountCodeRedeemCodeBulkDelete: (
      _: unknown,
      args: { discountId: string; ids?: string[] | null; search?: string | null },
      context: ApiContext,
    ) => deleteCodes(args, context),
  },
  DiscountRedeemCode: {
    id: (code: RedeemCode) => gid('DiscountRedeemCode', code.id),
    asyncUsageCount: (code: RedeemCode) => code.usage,
    createdBy: () => null,
  },
  DiscountRedeemCodeBulkCreation: {
    id: (creation: RedeemCodeCreation) => gid('DiscountRedeemCodeBulkCreation', creation.id),
    codesCount: (creation: RedeemCodeCreation) => creation.codes.length,
    importedCount: (creation: RedeemCodeCreation) =>
      creation.codes.filter(({ redeemCodeId }) => redeemCodeId !== null).length,
    failedCount: (creation: RedeemCodeCreation) =>
      creation.codes.filter(({ error }) => error !== null).length,
    discountCode: (creation: RedeemCodeCreation, _args: Empty, { shop }: ApiContext) =>
      shop.discounts.get(creation.discountId) ?? null,
  },
  DiscountRedeemCodeBulkCreationCode: {
    discountRedeemCode: (entry: CreationCode, _args: Empty, { shop }: ApiContext) =>
      codeById(shop, entry.redeemCodeId),
    errors: (entry: CreationCode) =>
      entry.error ? [discountError(['code'], entry.error.code, entry.error.message)] : [],
  },
  Job: { query: () => new Tagged('QueryRoot', {}) },
};
