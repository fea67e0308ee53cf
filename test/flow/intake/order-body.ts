/** An order body with as little as Shopify ever sends, and what a test adds. A text `id` becomes an unquoted number. */
export function orderBody(fields: Record<string, unknown>): Record<string, unknown> {
  const { id = '1', ...rest } = fields;
  return {
    id: rawNumber(id),
    name: '#1001',
    created_at: '2026-11-01T05:00:00-05:00',
    processed_at: '2026-11-01T05:00:00-05:00',
    updated_at: '2026-11-01T05:00:00-05:00',
    currency: 'USD',
    total_price: '20.00',
    customer: { id: 501 },
    line_items: [{ id: 11, title: 'Soap', quantity: 2, current_quantity: 2, price: '10.00' }],
    ...rest,
  };
}

/** A line of 10.00 a piece, unless told otherwise. */
export function lineBody(fields: Record<string, unknown>): Record<string, unknown> {
  return { id: 11, title: 'Soap', quantity: 1, current_quantity: 1, price: '10.00', ...fields };
}

declare global {
  interface JSON {
    rawJSON(text: string): unknown;
  }
}

/** A number of any size in a JSON body. */
export function rawNumber(digits: unknown): unknown {
  return typeof digits === 'string' ? JSON.rawJSON(digits) : digits;
}
