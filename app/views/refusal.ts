import type { z } from 'zod';
import { type AppErrorCode, isAppError } from '#app/domain/app-error.ts';

/** Why something was not done, for a banner and for the fields it concerns ("platforms.0.handle" → sentence). */
export type Refusal = {
  readonly code: AppErrorCode;
  readonly title: string;
  /** What happened. */
  readonly message: string;
  /** What to do about it; '' where the message says it. */
  readonly advice: string;
  readonly fields: Readonly<Record<string, string>>;
};

/** What an action answers: never an exception for something the merchant can put right. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refusal };

type Words = { title: string; advice: string; status: number };

const CHECK: Words = { title: 'This could not be saved', advice: '', status: 422 };
const OURS: Words = {
  title: 'Something is wrong on our side',
  advice: 'Nothing was changed. Reload the page and try again; if it happens again, tell support.',
  status: 500,
};
const LATER: Words = {
  title: 'Shopify did not answer',
  advice: 'Nothing is lost. Wait a minute and try again.',
  status: 503,
};
const REOPEN: Words = {
  title: 'Shopify did not let Tributary do this',
  advice: 'Close the app, open it again from Apps and accept the permissions it asks for.',
  status: 403,
};

const WORDS: Readonly<Record<AppErrorCode, Words>> = {
  invalid_amount: CHECK,
  invalid_input: CHECK,
  invalid_payload: CHECK,
  unknown_currency: CHECK,
  conflict: { ...CHECK, status: 409 },
  not_found: { title: 'Not found', advice: '', status: 404 },
  shopify_rejected: { title: 'Shopify refused this', advice: '', status: 422 },
  shopify_unavailable: LATER,
  shopify_throttled: { ...LATER, title: 'Shopify is busy' },
  shopify_access_denied: REOPEN,
  session_missing: REOPEN,
  unknown_shop: REOPEN,
  unknown_topic: OURS,
  currency_mismatch: OURS,
  mail_unavailable: { ...LATER, title: 'The mail server did not answer' },
  database_unavailable: { ...LATER, title: 'The database did not answer' },
  invariant_broken: OURS,
};

/** Several problems of one form at once. */
class FormRefused extends Error {
  readonly fields: Readonly<Record<string, string>>;

  constructor(fields: Readonly<Record<string, string>>) {
    super('The form was refused.');
    this.fields = fields;
  }
}

/** What was sent as JSON, or null when it is none: the form's schema then says what is missing. */
export async function bodyOf(request: Request): Promise<unknown> {
  return request.json().catch(() => null);
}

/** What a form holds → a checked draft; every problem at once, each at its field, for `answer` to pass on. */
export function checkForm<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const fields: Record<string, string> = {};
  for (const issue of parsed.error.issues) fields[issue.path.join('.')] ??= issue.message;
  throw new FormRefused(fields);
}

/** The refusal that an error stands for, or null when it is nothing a merchant could be told. */
export function refusalOf(error: unknown): (Refusal & { status: number }) | null {
  if (error instanceof FormRefused) {
    const { title, status } = CHECK;
    const count = Object.keys(error.fields).length;
    const message = count === 1 ? 'One field needs a change.' : `${count} fields need a change.`;
    return { code: 'invalid_input', title, status, message, advice: '', fields: error.fields };
  }
  if (!isAppError(error)) return null;
  const { title, advice, status } = WORDS[error.code];
  const { field } = error.details;
  const message = error.disposition === 'alarm' ? '' : error.message;
  const fields = typeof field === 'string' && field !== '' ? { [field]: error.message } : {};
  return { code: error.code, title, message, advice, status, fields };
}

/** Runs the work of an action; what the merchant can put right becomes an answer, anything else goes on up. */
export async function answer<T>(work: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    const { status: _, ...rest } = refusal;
    return { ok: false, refusal: rest };
  }
}

/** Runs the work of a loader; a refusal becomes a response that the page's boundary shows. */
export async function orRefuse<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    throw Response.json({ refusal }, { status: refusal.status });
  }
}
