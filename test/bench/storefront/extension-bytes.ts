import { gzipSync } from 'node:zlib';
import { bundlePixel } from '#extensions/bundle-pixel.ts';
import { readThemeAsset, readThemeBlocks } from '#test/standin/extensions/theme-extension.ts';

export type ExtensionBytes = { pixel: number; scripts: number; styles: number; markup: number };

/**
 * What a landing page with everything on makes a browser fetch more, gzipped file by file as servers
 * send it; `html`: what the app's blocks became in the page.
 */
export async function extensionBytes(html: string): Promise<ExtensionBytes> {
  const size = (text: string) => gzipSync(text, { level: 9 }).length;
  const asset = (file: string) => size(readThemeAsset(file) ?? '');
  const blocks = readThemeBlocks();
  const files = (pick: 'stylesheet' | 'javascript') => [
    ...new Set(blocks.flatMap((block) => block[pick] ?? [])),
  ];
  const sum = (list: readonly string[]) => list.reduce((total, file) => total + asset(file), 0);
  return {
    pixel: size(await bundlePixel()),
    scripts: sum([...files('javascript'), 'visit-embed.js']),
    styles: sum(files('stylesheet')),
    markup: size(html),
  };
}
