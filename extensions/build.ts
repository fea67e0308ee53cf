import { mkdir, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { bundlePixel } from './bundle-pixel.ts';

/** `npm run build:extensions`: the pixel as it will run in a shop. Deploying is the Shopify CLI's business. */
const folder = new URL('./tracking-pixel/dist/', import.meta.url);
const script = await bundlePixel();
await mkdir(folder, { recursive: true });
await writeFile(new URL('tracking-pixel.js', folder), script);
process.stdout.write(
  `tracking-pixel/dist/tracking-pixel.js ${script.length} bytes, ${gzipSync(script).length} gzipped\n`,
);
