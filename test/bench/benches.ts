import { attributionBench } from './attribution/attribution-bench.ts';
import type { Bench } from './bench.ts';
import { captureBench } from './capture/capture-bench.ts';
import { collectBench } from './collect/collect-bench.ts';
import { freshBench } from './fresh/fresh-bench.ts';
import { redirectBench } from './redirect/redirect-bench.ts';
import { storefrontBench } from './storefront/storefront-bench.ts';
import { webhooksBench } from './webhooks/webhooks-bench.ts';

/** Every bench by the name under which `npm run bench -- <name>` knows it. */
export const BENCHES: Readonly<Record<string, Bench>> = {
  webhooks: webhooksBench,
  collect: collectBench,
  redirect: redirectBench,
  fresh: freshBench,
  storefront: storefrontBench,
  capture: captureBench,
  attribution: attributionBench,
};
