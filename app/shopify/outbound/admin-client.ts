import { z } from 'zod';
import { AppError, isAppError } from '#app/domain/app-error.ts';
import { API_VERSION } from '#app/platform/api-version.ts';

/** One Admin API operation: its document and the shape of the data that must come back. */
export type Operation<Result extends z.ZodType = z.ZodType> = {
  name: string;
  document: string;
  result: Result;
};

/** Runs operations for one shop. Every failure is an AppError; see `createAdminClient`. */
export type AdminClient = {
  run<Result extends z.ZodType>(
    operation: Operation<Result>,
    variables?: Record<string, unknown>,
  ): Promise<z.output<Result>>;
};

/** Sends one GraphQL request for one shop and brings back whatever HTTP answered. */
export type SendGraphql = (
  document: string,
  variables: Record<string, unknown>,
) => Promise<Response>;

/** Sends requests to a shop's Admin API with an access token, giving up after 30 s. */
export function sendGraphqlTo(shopDomain: string, accessToken: string): SendGraphql {
  return (query, variables) =>
    fetch(`https://${shopDomain}/admin/api/${API_VERSION}/graphql.json`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-shopify-access-token': accessToken },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(30_000),
    });
}

const costSchema = z.object({
  requestedQueryCost: z.number(),
  throttleStatus: z.object({ currentlyAvailable: z.number(), restoreRate: z.number() }),
});

const answerSchema = z.object({
  data: z.unknown().optional(),
  errors: z
    .union([
      z.string(),
      z.array(
        z.object({
          message: z.string(),
          extensions: z.object({ code: z.string() }).partial().optional(),
        }),
      ),
    ])
    .optional(),
  extensions: z.object({ cost: costSchema }).partial().optional(),
});

type Answer = z.infer<typeof answerSchema>;

export const MAX_ATTEMPTS = 8;

/**
 * A client that waits and tries again when Shopify is busy (THROTTLED, 429) or away (5xx, no connection).
 * A mutation whose connection broke is NOT sent again, since it may have been carried out: the caller has
 * stored its intent and reconciles. Throws AppError shopify_throttled, shopify_unavailable,
 * shopify_access_denied or shopify_rejected (wrong request, unexpected answer).
 */
export function createAdminClient(
  send: SendGraphql,
  wait: (ms: number) => Promise<void> = (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
): AdminClient {
  return {
    async run(operation, variables = {}) {
      for (let attempt = 1; ; attempt += 1) {
        const answer = await sendOnce(send, operation, variables);
        if (answer instanceof AppError) {
          if (attempt >= MAX_ATTEMPTS || answer.details.mayHaveRun) throw answer;
          await wait(Number(answer.details.waitMs ?? 0) || 250 * 2 ** Math.min(attempt, 6));
          continue;
        }
        return readData(operation, answer);
      }
    },
  };
}

/** An answer, or an AppError of the kind that may pass. */
async function sendOnce(
  send: SendGraphql,
  operation: Operation,
  variables: Record<string, unknown>,
): Promise<Answer | AppError> {
  let response: Response;
  let answer: Answer;
  try {
    response = await send(operation.document, variables);
    const refused = refusal(operation, response);
    if (refused) return refused;
    answer = answerSchema.parse(await response.json());
  } catch (cause) {
    if (isAppError(cause)) throw cause;
    return unavailable(operation, isMutation(operation), cause);
  }
  return isThrottled(answer) ? throttledError(operation, answer) : answer;
}

function refusal(operation: Operation, response: Response): AppError | null {
  const { status } = response;
  if (status === 401 || status === 403) {
    throw new AppError(
      'shopify_access_denied',
      `Shopify refused the app's access token (${status}).`,
    );
  }
  if (status === 429) {
    const waitMs = Number(response.headers.get('retry-after') ?? 1) * 1000;
    return new AppError('shopify_throttled', 'Shopify asks for a pause.', { details: { waitMs } });
  }
  if (status >= 500) return unavailable(operation, status !== 503 && isMutation(operation));
  return null;
}

function unavailable(operation: Operation, mayHaveRun: boolean, cause?: unknown): AppError {
  return new AppError(
    'shopify_unavailable',
    `Shopify could not be reached for ${operation.name}.`,
    {
      details: { mayHaveRun },
      cause,
    },
  );
}

function isMutation({ document }: Operation): boolean {
  return /^\s*(#graphql\s*)?mutation\b/.test(document);
}

function isThrottled(answer: Answer): boolean {
  return (
    Array.isArray(answer.errors) &&
    answer.errors.some(({ extensions }) => extensions?.code === 'THROTTLED')
  );
}

/** Waits until the bucket holds what the query asks for. */
function throttledError(operation: Operation, answer: Answer): AppError {
  const cost = answer.extensions?.cost;
  const missing = cost ? cost.requestedQueryCost - cost.throttleStatus.currentlyAvailable : 0;
  const waitMs = cost ? Math.max(100, (missing / cost.throttleStatus.restoreRate) * 1000) : 0;
  return new AppError('shopify_throttled', `Shopify is busy: ${operation.name} has to wait.`, {
    details: { waitMs },
  });
}

function readData<Result extends z.ZodType>(
  operation: Operation<Result>,
  answer: Answer,
): z.output<Result> {
  if (answer.errors) {
    const list = typeof answer.errors === 'string' ? [{ message: answer.errors }] : answer.errors;
    const denied = list.some(
      (error) => 'extensions' in error && error.extensions?.code === 'ACCESS_DENIED',
    );
    throw new AppError(
      denied ? 'shopify_access_denied' : 'shopify_rejected',
      `Shopify answered ${operation.name} with: ${list.map(({ message }) => message).join('; ')}`,
    );
  }
  const parsed = operation.result.safeParse(answer.data);
  if (parsed.success) return parsed.data;
  throw new AppError(
    'shopify_rejected',
    `Shopify's answer to ${operation.name} has an unexpected shape: ${z.prettifyError(parsed.error)}`,
  );
}
