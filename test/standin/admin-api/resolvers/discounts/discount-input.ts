/** The inputs of discount mutations as the schema leaves them; a key that is absent was not given. */
export type DiscountInput = {
  title?: string | null;
  code?: string | null;
  startsAt?: string | null;
  endsAt?: string | null;
  usageLimit?: number | null;
  appliesOncePerCustomer?: boolean | null;
  recurringCycleLimit?: number | null;
  tags?: string[] | null;
  context?: { all?: string | null } | null;
  customerSelection?: { all?: boolean | null } | null;
  customerGets?: CustomerGets | null;
  minimumRequirement?: {
    subtotal?: { greaterThanOrEqualToSubtotal?: string | number | null } | null;
    quantity?: { greaterThanOrEqualToQuantity?: string | number | null } | null;
  } | null;
  combinesWith?: {
    orderDiscounts: boolean;
    productDiscounts: boolean;
    shippingDiscounts: boolean;
    productDiscountsWithTagsOnSameCartLine?: unknown;
  } | null;
  destination?: { all?: boolean | null } | null;
  maximumShippingPrice?: string | number | null;
};

export type CustomerGets = {
  value?: {
    percentage?: number | null;
    discountAmount?: {
      amount?: string | number | null;
      appliesOnEachItem?: boolean | null;
    } | null;
    discountOnQuantity?: unknown;
  } | null;
  items?: {
    all?: boolean | null;
    products?: {
      productsToAdd?: string[] | null;
      productsToRemove?: string[] | null;
      productVariantsToAdd?: string[] | null;
      productVariantsToRemove?: string[] | null;
    } | null;
    collections?: { add?: string[] | null; remove?: string[] | null } | null;
  } | null;
  appliesOnOneTimePurchase?: boolean | null;
  appliesOnSubscription?: boolean | null;
};
