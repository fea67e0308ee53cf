import { failing, type LaunchFinding, passed, skipped, warning } from '#app/domain/launch-check.ts';
import { offerText } from '#app/domain/offer-text.ts';
import { codeOf } from '#app/flow/collaborations/provisioning.server.ts';
import type { CodeTerms } from '#app/shopify/outbound/code-terms-query.ts';
import { dayText, isSwitchedOff, type Launch, RESUME } from './launch.server.ts';

/** Whether the code works at the checkout, by its terms in Shopify; null where the shop has no such code. */
export function checkCode(launch: Launch, terms: CodeTerms | null): LaunchFinding {
  const { plan, shop, at } = launch;
  const { code, adopted } = codeOf(plan);
  if (isSwitchedOff(launch)) return failing(`The collaboration is ${plan.status}. ${RESUME}`);
  if (!terms) {
    return adopted
      ? failing(`Your own code ${code} is gone from Shopify. Make it there again.`)
      : failing(`The code ${code} is not in Shopify.`, 'objects');
  }
  if (terms.endsAt !== null && plan.offer.endsAt !== null && plan.offer.endsAt <= at) {
    return failing(`The offer ended on ${dayText(plan.offer.endsAt, shop)}.`);
  }
  if (terms.status === 'EXPIRED') {
    return adopted
      ? failing(`Your own code ${code} is switched off in Shopify. Activate it there.`)
      : failing(`The code ${code} is switched off in Shopify.`, 'objects');
  }
  if (terms.usageLimit !== null && terms.uses >= terms.usageLimit) {
    return failing(
      `The code ${code} was used ${terms.uses} times, which is all that its limit allows. Raise the limit in Shopify.`,
    );
  }
  if (terms.status === 'SCHEDULED') {
    return warning(`The code ${code} begins to work on ${dayText(terms.startsAt, shop)}.`);
  }
  const gives = adopted ? terms.summary : offerText(plan.offer, shop.currency);
  const left =
    terms.usageLimit === null ? '' : ` It can be used ${terms.usageLimit - terms.uses} times more.`;
  return passed(
    gives
      ? `${code} is active and gives: ${gives}.${left}`
      : `${code} is active. It gives no discount and only tells whose order it is.${left}`,
  );
}

/** With which other discounts the code may be used in one order. */
export function checkCombinable({ plan }: Launch, terms: CodeTerms | null): LaunchFinding {
  const { code } = codeOf(plan);
  if (!terms) return skipped('There is no code to look at.');
  const { orderDiscounts, productDiscounts, shippingDiscounts } = terms.combinesWith;
  const kinds = [
    productDiscounts && 'product discounts',
    orderDiscounts && 'order discounts',
    shippingDiscounts && 'shipping discounts',
  ].filter((kind) => kind !== false);
  if (kinds.length > 0) return passed(`${code} combines with ${kinds.join(', ')}.`);
  return warning(
    `${code} combines with nothing: where a sale or free shipping of yours already applies, buyers must choose, and may drop her code. Change what it combines with in Shopify.`,
  );
}
