import { fileURLToPath } from 'node:url';
import { themeCheckRun } from '@shopify/theme-check-node';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../extensions/landing-page', import.meta.url));

it('the theme app extension has no offences', async () => {
  const { offenses, theme } = await themeCheckRun(ROOT, 'theme-check:theme-app-extension');
  expect(theme.length).toBeGreaterThanOrEqual(4);
  expect(
    offenses.map(({ check, message, uri, start }) => `${uri}:${start.line} ${check}: ${message}`),
  ).toEqual([]);
});
