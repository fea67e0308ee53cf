import { existsSync } from 'node:fs';
import packaged from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Shopify's library turns headless browsers away as bots; a merchant's browser says this. */
export const USER_AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

/** Nothing here may speak to the outside: no updates, no field trials, no name look-ups but localhost. */
const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-default-apps',
  '--no-default-browser-check',
];

/** With these the packaged Chromium asks no leave across origins, and ends with its first context. */
const LAX = ['--disable-web-security', '--allow-running-insecure-content', '--single-process'];

/**
 * Starts a headless Chromium: the system's where there is one, else the one that came with the packages.
 * `strict`: it guards origins, and puts pages into processes of their own, as a visitor's browser does.
 */
export async function launchChromium(options: { strict?: boolean } = {}): Promise<Browser> {
  const system = SYSTEM.find((path) => existsSync(path));
  return chromium.launch({
    executablePath: system ?? (await packaged.executablePath()),
    headless: true,
    args: system ? ['--no-sandbox', ...QUIET] : [...packagedArgs(options), ...QUIET],
  });
}

function packagedArgs({ strict = false }: { strict?: boolean }): string[] {
  return strict ? packaged.args.filter((arg) => !LAX.includes(arg)) : packaged.args;
}
