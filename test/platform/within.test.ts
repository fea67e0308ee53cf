import { expect, it } from 'vitest';
import { within } from '#app/platform/within.ts';

it('gives what comes in time, and what failed in time', async () => {
  expect(await within(1_000, Promise.resolve(7))).toBe(7);
  await expect(within(1_000, Promise.reject(new Error('no')))).rejects.toThrow('no');
});

it('does not wait for what never comes', async () => {
  await expect(within(5, new Promise(() => undefined))).rejects.toThrow('within 5 ms');
});
