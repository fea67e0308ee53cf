import { environment } from './environment.server.ts';

const HEADER = 'content-security-policy';

/** Lets the origins of EXTRA_FRAME_ANCESTORS frame the app beside those that Shopify's library names. */
export function addFrameAncestors(headers: Headers): void {
  const extra = environment().EXTRA_FRAME_ANCESTORS.trim();
  const policy = headers.get(HEADER);
  if (!extra || !policy) return;
  headers.set(HEADER, policy.replace(/frame-ancestors\s+([^;]*)/, `frame-ancestors $1 ${extra}`));
}
