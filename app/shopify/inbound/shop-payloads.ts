import { z } from 'zod';
import { idField, listOf, optionalId, readPayload } from './payload-fields.ts';

const orderEditedSchema = z.object({ order_edit: z.object({ order_id: idField }) });

/** orders/edited says what changed but not what came of it: only which order to fetch. @throws AppError invalid_payload */
export function editedOrderFromPayload(json: unknown): bigint {
  return readPayload('order edit', orderEditedSchema, json).order_edit.order_id;
}

const scopesSchema = z.object({ current: z.array(z.string().max(100)).max(200) });

/** The scopes that app/scopes_update says are granted now, sorted and joined by commas. @throws AppError invalid_payload */
export function scopesFromPayload(json: unknown): string {
  return [...readPayload('change of scopes', scopesSchema, json).current].sort().join(',');
}

const customerRequestSchema = z.object({
  customer: z.object({ id: optionalId }).nullish(),
  orders_requested: listOf(idField),
  orders_to_redact: listOf(idField),
});

/** Whom a compliance webhook is about. */
export type CustomerRequest = { customerId: bigint | null; orderIds: readonly bigint[] };

/** The body of customers/data_request or customers/redact. @throws AppError invalid_payload */
export function customerRequestFromPayload(json: unknown): CustomerRequest {
  const payload = readPayload('privacy request', customerRequestSchema, json);
  return {
    customerId: payload.customer?.id ?? null,
    orderIds: [...payload.orders_requested, ...payload.orders_to_redact],
  };
}
