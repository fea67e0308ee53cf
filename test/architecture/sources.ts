import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

export const PROJECT = path.resolve(import.meta.dirname, '../..');

/** Every file that git knows or would take, relative to the project. */
export function projectFiles(): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: PROJECT,
    encoding: 'utf8',
  });
  return [...new Set(listed.split('\n').filter(Boolean))].sort();
}

export function isSource(file: string): boolean {
  return /\.(ts|tsx|js|mjs)$/.test(file) && !file.endsWith('.d.ts');
}

export function read(file: string): string {
  return readFileSync(path.join(PROJECT, file), 'utf8');
}

/** The room of a file of app/: its folder, or the file itself where it lies in no folder. */
export function roomOf(file: string): string | null {
  const [top, room] = file.split('/');
  return top === 'app' && room ? room : null;
}

/** Code without comments, so that a rule does not trip over prose. */
export function codeOf(file: string): string {
  return read(file)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|[^:'"`])\/\/.*$/gm, '$1');
}
