import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export type AppDocument = { file: string; text: string };

const APP = fileURLToPath(new URL('../../../app/', import.meta.url));

/**
 * Every GraphQL document in app/: the template strings that begin with `#graphql`. A `${NAME}` in one stands
 * for a constant string of the same file. Throws where a document is built in any other way, and where
 * something is called a document that does not begin so.
 */
export function appDocuments(): AppDocument[] {
  return readdirSync(APP, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .flatMap((file) => documentsIn(file, readFileSync(join(APP, file), 'utf8')));
}

function documentsIn(file: string, source: string): AppDocument[] {
  const constants = new Map<string, string>();
  for (const [, name, text] of source.matchAll(/const (\w+) = `([^`]*)`/g)) {
    if (name !== undefined && text !== undefined) constants.set(name, text);
  }
  const documents = [...source.matchAll(/`#graphql([^`]*)`/g)].map(([, text = '']) => ({
    file,
    text: fillIn(file, text, constants),
  }));
  const promised = source.match(/^\s*document: [`'"]/gm)?.length ?? 0;
  if (promised > documents.length) throw new Error(`${file}: a document without #graphql`);
  return documents;
}

function fillIn(file: string, text: string, constants: ReadonlyMap<string, string>): string {
  return text.replace(/\$\{([^}]*)\}/g, (_, name: string) => {
    const value = constants.get(name.trim());
    if (value === undefined) throw new Error(`${file}: \${${name}} is not a constant of the file`);
    return fillIn(file, value, constants);
  });
}
