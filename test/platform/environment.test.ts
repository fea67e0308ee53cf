import { describe, expect, it } from 'vitest';
import { parseEnvironment } from '#app/platform/environment.server.ts';

const RIGHT = {
  SHOPIFY_API_KEY: 'key',
  SHOPIFY_API_SECRET: 'secret',
  SHOPIFY_APP_URL: 'https://app.example',
  DATABASE_URL: 'postgres://u:p@localhost:5432/t',
};

describe('parseEnvironment', () => {
  it('fills in defaults', () => {
    expect(parseEnvironment(RIGHT)).toMatchObject({ PORT: 3000, WORKER: 'inline' });
  });

  it.each([
    [
      'SHOPIFY_API_SECRET',
      undefined,
      /SHOPIFY_API_SECRET is missing: set it to the app's client secret/,
    ],
    ['SHOPIFY_API_SECRET', '', /SHOPIFY_API_SECRET is missing/],
    [
      'SHOPIFY_APP_URL',
      'app.example',
      /SHOPIFY_APP_URL is not valid .*https:\/\/app\.example\.com/,
    ],
    ['DATABASE_URL', 'mysql://u@h/t', /DATABASE_URL is not valid .*PostgreSQL/],
    ['PORT', '99999', /PORT is not valid/],
    ['WORKER', 'maybe', /WORKER is not valid/],
    ['SMTP_URL', 'mail.example:25', /SMTP_URL is not valid .*smtps:\/\//],
    ['SMTP_URL', 'smtp://mail.example', /MAIL_FROM is missing: set it to the address/],
  ])('says which variable is wrong and why: %s=%s', (name, value, message) => {
    expect(() => parseEnvironment({ ...RIGHT, [name]: value })).toThrow(message);
  });

  it('names every wrong variable at once', () => {
    expect(() => parseEnvironment({})).toThrow(
      /API_KEY[\s\S]*API_SECRET[\s\S]*APP_URL[\s\S]*DATABASE_URL/,
    );
  });
});
