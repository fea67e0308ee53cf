import { ensureBuild } from './build.ts';

/** Stories and browser tests run the production build. */
export default function setUp() {
  ensureBuild();
}
