import { pino } from 'pino';
import { environment } from './environment.server.ts';

/** Names under which secrets or personal data could slip into a log line. */
const REDACTED = [
  'email',
  'phone',
  'accessToken',
  'refreshToken',
  'authorization',
  'cookie',
  'body',
  'payload',
];

let root: pino.Logger | undefined;

/** Structured log of one part of the app. Log ids and counts; never names, addresses, tokens or bodies. */
export function logOf(part: string): pino.Logger {
  root ??= pino({
    level: environment().LOG_LEVEL,
    base: null,
    redact: { paths: REDACTED.flatMap((name) => [name, `*.${name}`]), censor: '[redacted]' },
  });
  return root.child({ part });
}
