/** What the worker process of this bench is asked to do in a shop. */
export type WorkerTask =
  | { readonly kind: 'attribute'; readonly shopId: number }
  | { readonly kind: 'fit'; readonly shopId: number; readonly now: Date }
  /** One new order after another, each followed by a refund of it; `from` keeps the ids of several tasks apart. */
  | {
      readonly kind: 'one-order';
      readonly shopId: number;
      readonly from: number;
      readonly count: number;
    };

export type WorkerAnswer =
  | {
      readonly kind: 'done';
      /** Of the whole task, or of each order and refund. */
      readonly ms: readonly number[];
      /** The most memory that the process ever had. */
      readonly rssMb: number;
    }
  | { readonly kind: 'failed'; readonly message: string };
