import { build } from 'esbuild';

const ENTRY = new URL('./tracking-pixel/src/index.ts', import.meta.url).pathname;

/** The pixel as one script of the kind that Shopify's CLI makes of it: minified, without imports. */
export async function bundlePixel(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [ENTRY],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2020',
    legalComments: 'none',
    logLevel: 'warning',
  });
  const [file] = outputFiles;
  if (!file) throw new Error('esbuild gave no file');
  return file.text;
}
