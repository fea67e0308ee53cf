import { defineConfig } from 'vitest/config';

const OWN_DATABASE = 'test/database/global-setup.ts';
const BUILD = 'test/house/global-setup.ts';

/**
 * rooms: one room at a time, in this process. stories: the whole house over HTTP.
 * browser: the same with a Chromium, one after another.
 */
export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 180_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'rooms',
          globalSetup: [OWN_DATABASE],
          include: ['test/**/*.test.ts'],
          exclude: ['test/stories/**', 'test/browser/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'stories',
          globalSetup: [OWN_DATABASE, BUILD],
          include: ['test/stories/**/*.test.ts'],
          testTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          globalSetup: [OWN_DATABASE, BUILD],
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
