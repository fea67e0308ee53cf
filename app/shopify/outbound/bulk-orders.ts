import { z } from 'zod';
import { AppError } from '#app/domain/app-error.ts';
import type { FileLine } from './bulk-lines.ts';
import {
  type ApplicationNode,
  applicationNodeSchema,
  type LineNode,
  lineNodeSchema,
  type OrderNode,
  orderNodeSchema,
  type ShippingNode,
  shippingNodeSchema,
} from './order-node.ts';

/** An order of a bulk file with its children. */
export type BulkOrder = {
  readonly order: OrderNode;
  readonly lines: readonly LineNode[];
  readonly applications: readonly ApplicationNode[];
  readonly shipping: readonly ShippingNode[];
};

/** What stands in the file between two places: an order, or why it cannot be read. */
export type BulkEntry = {
  /** The byte after the order's last line. */
  readonly end: number;
  readonly found: BulkOrder | AppError;
};

const childSchema = z.object({ __typename: z.string(), __parentId: z.string() });
const rootSchema = z.object({ id: z.string(), __parentId: z.never().optional() });

/**
 * The lines of a bulk file, in which an order's children follow it → the orders, one at a time. An order that cannot
 * be read does not hold up the others.
 * @throws AppError shopify_rejected when a child does not follow its order
 */
export async function* bulkOrders(lines: AsyncIterable<FileLine>): AsyncGenerator<BulkEntry> {
  let open: { id: string; root: unknown; children: unknown[]; end: number } | null = null;
  for await (const { text, end } of lines) {
    const json = parsed(text);
    const root = rootSchema.safeParse(json);
    if (root.success) {
      if (open) yield { end: open.end, found: read(open.root, open.children) };
      open = { id: root.data.id, root: json, children: [], end };
      continue;
    }
    const child = childSchema.safeParse(json);
    if (!open || child.data?.__parentId !== open.id) {
      throw new AppError(
        'shopify_rejected',
        "Shopify's file of the shop's orders is not in the order that was asked for.",
      );
    }
    open.children.push(json);
    open.end = end;
  }
  if (open) yield { end: open.end, found: read(open.root, open.children) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError('shopify_rejected', "A line of Shopify's file cannot be read.", { cause });
  }
}

function read(root: unknown, children: readonly unknown[]): BulkOrder | AppError {
  const byType = (matches: (type: string) => boolean) =>
    children.filter((child) => matches(childSchema.parse(child).__typename));
  const whole = z
    .object({
      order: orderNodeSchema,
      lines: z.array(lineNodeSchema),
      shipping: z.array(shippingNodeSchema),
      applications: z.array(applicationNodeSchema),
    })
    .safeParse({
      order: root,
      lines: byType((type) => type === 'LineItem'),
      shipping: byType((type) => type === 'ShippingLine'),
      applications: byType((type) => type.endsWith('Application')),
    });
  if (whole.success) return whole.data;
  return new AppError(
    'shopify_rejected',
    `An order in Shopify's file is not as expected: ${z.prettifyError(whole.error)}`,
    { cause: whole.error },
  );
}
