import { describe, expect, it } from 'vitest';
import { AppError, DISPOSITION, isAppError } from '#app/domain/app-error.ts';

describe('AppError', () => {
  it('carries code, disposition, details and cause', () => {
    const cause = new Error('socket hang up');
    const error = new AppError('shopify_unavailable', 'Shopify does not answer.', {
      details: { status: 503 },
      cause,
    });
    expect(error).toMatchObject({
      name: 'AppError',
      code: 'shopify_unavailable',
      disposition: 'retry',
      details: { status: 503 },
      message: 'Shopify does not answer.',
    });
    expect(error.cause).toBe(cause);
  });

  it('has no cause and no details when none are given', () => {
    const error = new AppError('not_found', 'Gone.');
    expect('cause' in error).toBe(false);
    expect(error.details).toEqual({});
  });

  it('recognises its own kind and code', () => {
    const error: unknown = new AppError('conflict', 'Taken.');
    expect(isAppError(error)).toBe(true);
    expect(isAppError(error, 'conflict')).toBe(true);
    expect(isAppError(error, 'not_found')).toBe(false);
    expect(isAppError({ code: 'conflict' })).toBe(false);
    expect(isAppError(null)).toBe(false);
  });

  it('retries what passes by itself and wakes a person for what must not happen', () => {
    const having = (disposition: string) =>
      Object.entries(DISPOSITION).flatMap(([code, each]) => (each === disposition ? [code] : []));
    expect(having('retry')).toEqual([
      'shopify_unavailable',
      'shopify_throttled',
      'database_unavailable',
      'mail_unavailable',
    ]);
    expect(having('alarm')).toEqual(['currency_mismatch', 'invariant_broken']);
  });
});
