import { describe, expect, it } from 'vitest';
import { AT_HOME, FORBIDDEN_FOLDERS, MAX_LINES } from './rooms.ts';
import { codeOf, isSource, projectFiles, read, roomOf } from './sources.ts';

const files = projectFiles();
const sources = files.filter(isSource);
const app = sources.filter((file) => file.startsWith('app/'));

describe('files', () => {
  it(`have at most ${MAX_LINES} lines`, () => {
    expect(sources.filter((file) => read(file).split('\n').length > MAX_LINES)).toEqual([]);
  });

  it('lie in folders that say what they hold', () => {
    expect(
      files.filter((file) =>
        file
          .split('/')
          .slice(0, -1)
          .some((part) => FORBIDDEN_FOLDERS.includes(part)),
      ),
    ).toEqual([]);
  });

  it('are named in kebab-case', () => {
    const isKebab = (name: string) => /^[_a-z0-9$]+([.-][_a-z0-9$]+)*$/.test(name);
    expect(sources.filter((file) => !isKebab(file.split('/').at(-1) ?? ''))).toEqual([]);
  });

  it.each(['db', 'flow', 'doors'])('of %s say that they do I/O', (room) => {
    expect(app.filter((file) => roomOf(file) === room && !file.endsWith('.server.ts'))).toEqual([]);
  });

  it.each(['domain', 'ui'])('of %s do none', (room) => {
    expect(app.filter((file) => roomOf(file) === room && file.includes('.server.'))).toEqual([]);
  });

  it.each(AT_HOME)('keep $what at home', ({ pattern, rooms }) => {
    const strays = app.filter(
      (file) => !rooms.includes(roomOf(file) ?? '') && pattern.test(codeOf(file)),
    );
    expect(strays).toEqual([]);
  });

  it('keep the domain pure', () => {
    const impure = /\bDate\.now\(|new Date\(\)|Math\.random|\bfetch\(|from 'node:/;
    expect(app.filter((file) => roomOf(file) === 'domain' && impure.test(codeOf(file)))).toEqual(
      [],
    );
  });

  it('name what they must not hide', () => {
    const silenced =
      /@ts-ignore|@ts-nocheck|\bas any\b|vi\.mock\(|\b(it|test|describe)\.(only|skip|todo)\(/;
    const judged = sources.filter((file) => !file.startsWith('test/architecture/'));
    expect(judged.filter((file) => silenced.test(codeOf(file)))).toEqual([]);
  });
});
