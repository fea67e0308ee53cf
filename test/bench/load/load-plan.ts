import type { BatchPlan } from '../collect/pixel-request.ts';
import type { ClickPlan } from '../redirect/click-request.ts';
import type { Signing, WebhookTemplate } from './signed-request.ts';

/** What the bench asks of the load process; it answers one at a time. */
export type LoadTask =
  | {
      /** Writes and signs requests, so that nothing of it happens while the clock runs. */
      kind: 'prepare';
      templates: WebhookTemplate[];
      signing: Signing;
      /** Deliveries of different series have different ids. */
      series: number;
      /** Request i is made of template i modulo their number. */
      count: number;
      /** True: every request is about an order of its own. False: about its template's. */
      ownOrders: boolean;
    }
  | {
      /** Writes what pixels post. */
      kind: 'prepare-batches';
      plan: BatchPlan;
    }
  | {
      /** Writes what the browsers of followers send. */
      kind: 'prepare-clicks';
      plan: ClickPlan;
    }
  | {
      /** Every connection sends its next request as soon as the last was answered. */
      kind: 'flat-out';
      port: number;
      /** The first request to send. */
      from: number;
      seconds: number;
      connections: number;
    }
  | {
      /** Requests leave at fixed instants, whether or not the earlier ones were answered. */
      kind: 'steady';
      port: number;
      from: number;
      count: number;
      perSecond: number;
      /** Kept open from the start; more are opened when all are busy. */
      connections: number;
    };

/** `acknowledged`: which requests were answered with 2xx or 3xx. `refused`: how many were not, by status. */
type Outcome = { acknowledged: number[]; refused: Record<string, number>; next: number };

export type FlatOutResult = Outcome & {
  /** Acknowledgements per second, of those that came before the time was over. */
  perSecond: number;
};

export type SteadyResult = Outcome & {
  /** Epoch milliseconds at which the first request was due. */
  startedAt: number;
  /** Milliseconds from the instant at which each acknowledged request was due to its answer. */
  latencies: number[];
};

export type LoadAnswer =
  | { kind: 'prepare' | 'prepare-batches' | 'prepare-clicks'; meanBytes: number }
  | ({ kind: 'flat-out' } & FlatOutResult)
  | ({ kind: 'steady' } & SteadyResult)
  | { kind: 'failed'; message: string };
