import type { z } from 'zod';

/** A job as it is put into the queue. */
export type JobOrder = {
  payload: unknown;
  /** Two waiting jobs with one key are one job. */
  key: string;
  /** Jobs of one queue run one after another; null when they need not. */
  queue: string | null;
};

export type JobKind<Schema extends z.ZodType = z.ZodType> = {
  payload: Schema;
  /** Checks a payload and names its key and queue. Throws ZodError when the payload is not of this kind. */
  order(payload: unknown): JobOrder;
};

/** One kind of job: the shape of its payload, and the names that follow from it. */
export function job<Schema extends z.ZodType>(
  payload: Schema,
  names: {
    key(payload: z.output<Schema>): string;
    queue(payload: z.output<Schema>): string | null;
  },
): JobKind<Schema> {
  return {
    payload,
    order(given) {
      const checked = payload.parse(given);
      return { payload: checked, key: names.key(checked), queue: names.queue(checked) };
    },
  };
}
