// First: Shopify's library takes hold of fetch when it is imported.
import '#test/standin/fetch-redirect.register.ts';
import { parseArgs } from 'node:util';
import { runCheck } from './run-check.ts';
import { runDemo } from './run-demo.ts';

/** Prisma's driver speaks to PostgreSQL in a way that pg will give up; nobody at this terminal can do anything about it. */
process.noDeprecation = true;

const USE = `npm run demo              start the demo, or go on where it was
npm run demo -- --fresh   begin anew
npm run demo -- --check   prove that the figures are right, print one JSON object, and end
`;

try {
  const { values } = parseArgs({
    options: {
      check: { type: 'boolean', default: false },
      fresh: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) process.stdout.write(USE);
  else process.exit(values.check ? await runCheck() : await runDemo({ fresh: values.fresh }));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
