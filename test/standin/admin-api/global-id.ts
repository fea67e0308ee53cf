import { badRequest } from './engine/api-error.ts';

/** The number in a global id. Throws Shopify's "Invalid global id" when the type is another or the form is wrong. */
export function idFrom(globalId: string, ...types: readonly string[]): bigint {
  const match = /^gid:\/\/shopify\/(\w+)\/(\d+)(?:\?.*)?$/.exec(globalId);
  if (match?.[1] === undefined || match[2] === undefined || !types.includes(match[1])) {
    throw badRequest(`Invalid global id '${globalId}'`);
  }
  return BigInt(match[2]);
}
