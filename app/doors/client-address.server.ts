/**
 * The address that a request came from: the one that the outermost of our own proxies saw. Each proxy adds whom it
 * heard at the end of X-Forwarded-For; what stands further left was written by the sender and is not believed.
 * `proxies`: how many stand before this process.
 */
export function clientAddress(
  forwarded: string | null | undefined,
  neighbour: string,
  proxies: number,
): string {
  const heard = [...(forwarded ?? '').split(',').map((part) => part.trim()), neighbour].filter(
    (part) => part !== '',
  );
  return heard.at(-1 - proxies) ?? heard[0] ?? '';
}
