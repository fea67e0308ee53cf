import { createReadStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { CsvError, parse } from 'csv-parse';
import { AppError } from './domain/app-error.ts';
import {
  type AttributeOptions,
  KNOWN_MODELS,
  readAttributeOptions,
} from './domain/path-file/attribute-options.ts';
import { attributionReport } from './domain/path-file/attribution-report.ts';
import { lineError } from './domain/path-file/path-file-cell.ts';
import { type PathFile, PathFileReader } from './domain/path-file/path-file-reader.ts';
import { reportText } from './domain/path-file/report-text.ts';

/**
 * `npm run attribute -- --input paths.csv`: the models over a file of journeys. Only the report goes to
 * standard output; it ends with 0, with 1 where the file cannot be used, with 2 where the call is wrong.
 */
const USAGE = `npm run attribute -- --input <file.csv>
  --models <all|names>   ${KNOWN_MODELS.join(', ')}
  --order <1|2>          of the Markov chain (1)
  --half-life <days>     of time decay (7)
  --position <a,b,c>     per cent for the first, the middle and the last step (40,20,40)
  --bootstrap <n>        an interval for data-driven models from n resamplings
  --seed <n>             of the resamplings (1)
  --transition-matrix    print the chain as well
  --json                 one JSON object instead of tables`;

type Call = { readonly input: string; readonly json: boolean; readonly options: AttributeOptions };

/** @throws when the call is wrong */
function readCall(): Call | 'help' {
  const { values } = parseArgs({
    options: {
      input: { type: 'string' },
      models: { type: 'string' },
      order: { type: 'string' },
      'half-life': { type: 'string' },
      position: { type: 'string' },
      bootstrap: { type: 'string' },
      seed: { type: 'string' },
      'transition-matrix': { type: 'boolean' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return 'help';
  if (values.input === undefined) throw new Error('--input is missing.');
  return { input: values.input, json: values.json ?? false, options: readAttributeOptions(values) };
}

/** Reads record by record, so that only what the models need stays in memory. */
async function readPathFile(file: string): Promise<PathFile> {
  const reader = new PathFileReader();
  const parser = parse({
    bom: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    skip_empty_lines: true,
    on_record: (cells: string[], { lines }) => {
      reader.record(cells, lines);
      return null;
    },
  });
  const source = createReadStream(file);
  source.on('error', (error) => parser.destroy(error));
  // The parser hands on nothing, but must be read to come to its end.
  source.pipe(parser).resume();
  await finished(parser);
  return reader.finish();
}

/** What a person can do something about, as a sentence; anything else is a fault of ours and is thrown on. */
function sentenceFor(error: unknown, file: string): string {
  if (error instanceof AppError) return error.message;
  if (error instanceof CsvError) {
    const line = typeof error.lines === 'number' ? error.lines : 1;
    return lineError(line, cellProblem(error)).message;
  }
  if (error instanceof Error && 'syscall' in error)
    return `${file} cannot be read: ${error.message}`;
  throw error;
}

function cellProblem(error: CsvError): string {
  return error.code === 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH'
    ? 'has more or fewer cells than the header.'
    : 'cannot be read as CSV. Check its quotation marks.';
}

async function main(): Promise<number> {
  let call: Call | 'help';
  try {
    call = readCall();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}\n`);
    return 2;
  }
  if (call === 'help') {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  try {
    const { report, notes } = attributionReport(await readPathFile(call.input), call.options);
    for (const note of notes) process.stderr.write(`${note}\n`);
    process.stdout.write(call.json ? `${JSON.stringify(report)}\n` : reportText(report));
    return 0;
  } catch (error) {
    process.stderr.write(`${sentenceFor(error, call.input)}\n`);
    return 1;
  }
}

process.exitCode = await main();
