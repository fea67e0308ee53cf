/** What the caller must do: try again later, park it and show the merchant, or wake a person. */
export type Disposition = 'retry' | 'reject' | 'alarm';

/** Every code an AppError can carry, with what happens to the work that failed with it. */
export const DISPOSITION = {
  invalid_amount: 'reject',
  currency_mismatch: 'alarm',
  unknown_currency: 'reject',
  invalid_payload: 'reject',
  unknown_topic: 'reject',
  unknown_shop: 'reject',
  not_found: 'reject',
  conflict: 'reject',
  invalid_input: 'reject',
  shopify_unavailable: 'retry',
  shopify_throttled: 'retry',
  shopify_rejected: 'reject',
  shopify_access_denied: 'reject',
  session_missing: 'reject',
  database_unavailable: 'retry',
  mail_unavailable: 'retry',
  invariant_broken: 'alarm',
} as const satisfies Record<string, Disposition>;

export type AppErrorCode = keyof typeof DISPOSITION;

/** Facts for the log and the banner. Never personal data, never a secret. */
export type AppErrorDetails = Readonly<Record<string, string | number | boolean | null>>;

/**
 * The one error the rooms throw on purpose. `message` is a sentence a merchant may read;
 * `cause` keeps the error underneath, when there is one.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: AppErrorCode;
  readonly disposition: Disposition;
  readonly details: AppErrorDetails;

  constructor(
    code: AppErrorCode,
    message: string,
    options: { readonly details?: AppErrorDetails; readonly cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.disposition = DISPOSITION[code];
    this.details = options.details ?? {};
  }
}

/** Whether `error` is an AppError, of one code when `code` is given. */
export function isAppError(error: unknown, code?: AppErrorCode): error is AppError {
  return error instanceof AppError && (code === undefined || error.code === code);
}
