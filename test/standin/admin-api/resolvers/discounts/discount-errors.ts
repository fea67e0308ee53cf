/** One DiscountUserError. `field` is Shopify's path, which begins with the name of the mutation's argument. */
export type DiscountError = {
  field: string[];
  code: string;
  message: string;
  extraInfo: null;
};

export function discountError(field: string[], code: string, message: string): DiscountError {
  return { field, code, message, extraInfo: null };
}

export function missingDiscount(): DiscountError {
  return discountError(['id'], 'INVALID', 'Discount does not exist');
}
