import { AppError } from '#app/domain/app-error.ts';

const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * A webhook's bytes as JSON. Whole numbers that a double cannot hold exactly, such as Shopify's ids, come as bigint.
 * @throws AppError invalid_payload
 */
export function parseJsonBody(body: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(body), exactNumbers);
  } catch (cause) {
    throw new AppError('invalid_payload', 'What Shopify sent is not readable JSON.', { cause });
  }
}

function exactNumbers(_key: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  const source = context?.source ?? '';
  return /^-?\d+$/.test(source) ? BigInt(source) : value;
}
