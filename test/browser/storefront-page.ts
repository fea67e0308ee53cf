import type { Page } from 'playwright-core';

type Purchase = { email: string; code?: string; quantity?: number };

const ADDRESS = {
  'First name': 'Ann',
  'Last name': 'Lee',
  Address: '1 Main Street',
  'Postal code': '10001',
  City: 'New York',
};

/**
 * Buys one product as somebody who is on the storefront already: over the home page or the page she is on, the
 * cart and the checkout. Returns the name of the order that the shop thanks for.
 */
export async function buyAs(page: Page, { email, code, quantity = 1 }: Purchase): Promise<string> {
  await page.locator('main a[href^="/products/"]').first().click();
  await fillCart(page, quantity);
  await page.getByRole('button', { name: 'Check out' }).click();
  await page.getByLabel('Email', { exact: true }).fill(email);
  for (const [label, text] of Object.entries(ADDRESS)) {
    await page.getByLabel(label, { exact: true }).fill(text);
  }
  if (code) {
    await page.getByLabel('Discount code').fill(code);
    await page.getByRole('button', { name: 'Apply', exact: true }).click();
    await page.getByRole('button', { name: `Remove ${code}` }).waitFor();
  }
  await page.getByRole('button', { name: 'Pay now' }).click();
  await page.getByRole('heading', { name: 'Thank you!' }).waitFor();
  return ((await page.locator('[data-order-id]').textContent()) ?? '').trim();
}

/** Puts the product of the page into the cart, and is then at the cart. */
export async function fillCart(page: Page, quantity: number): Promise<void> {
  await page.getByLabel('Quantity', { exact: true }).fill(String(quantity));
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await page.getByRole('heading', { name: 'Your cart' }).waitFor();
}
