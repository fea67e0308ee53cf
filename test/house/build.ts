import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const PROJECT = path.resolve(import.meta.dirname, '../..');
const MARK = path.join(PROJECT, '.cache/build-of');

/**
 * Makes the production build unless the one that is there was made of the same sources. Throws with what the build
 * said when it fails; keeps still otherwise.
 */
export function ensureBuild(): void {
  const sources = fingerprint();
  if (readMark() === sources) return;
  execFileSync('npm', ['run', 'build'], {
    cwd: PROJECT,
    stdio: ['ignore', 'ignore', 'pipe'],
    // Test runners say "test", which libraries build into themselves: that would be no production build.
    env: { ...process.env, NODE_ENV: 'production' },
  });
  mkdirSync(path.dirname(MARK), { recursive: true });
  writeFileSync(MARK, sources);
}

function readMark(): string | null {
  try {
    statSync(path.join(PROJECT, 'build/server/index.js'));
    return readFileSync(MARK, 'utf8');
  } catch {
    return null;
  }
}

function fingerprint(): string {
  const listed = execFileSync(
    'git',
    [
      'ls-files',
      '--cached',
      '--others',
      '--exclude-standard',
      'app',
      'public',
      'package-lock.json',
      'vite.config.ts',
      'test/house/build.ts',
    ],
    { cwd: PROJECT, encoding: 'utf8' },
  );
  const hash = createHash('sha256');
  for (const file of [...new Set(listed.split('\n').filter(Boolean))].sort()) {
    hash.update(file);
    try {
      hash.update(readFileSync(path.join(PROJECT, file)));
    } catch {
      hash.update('gone');
    }
  }
  return hash.digest('hex');
}
