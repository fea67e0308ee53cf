import { AppError } from '#app/domain/app-error.ts';

/** A line of a file and the byte after it. */
export type FileLine = { readonly text: string; readonly end: number };

const NEWLINE = 0x0a;

/** Longer than any line that Shopify writes. */
const MAX_LINE_BYTES = 16 * 1024 * 1024;

/** How long the network may stay silent before it counts as broken. */
const SILENCE_MS = 60_000;

/**
 * The lines of a bulk operation's file from a byte on, as they come, so that memory holds one line and one piece of
 * the network's. `from` must be the beginning of a line.
 * @throws AppError not_found when the file is gone (its address ends after a week), shopify_unavailable when the
 * connection broke or the file ended in the middle of a line
 */
export async function* readBulkLines(url: string, from: number): AsyncGenerator<FileLine> {
  let position = from;
  let rest = Buffer.alloc(0);
  for await (const piece of readPieces(url, from)) {
    rest = Buffer.concat([rest, piece]);
    let begin = 0;
    for (let end = rest.indexOf(NEWLINE); end !== -1; end = rest.indexOf(NEWLINE, begin)) {
      position += end + 1 - begin;
      yield { text: rest.toString('utf8', begin, end), end: position };
      begin = end + 1;
    }
    rest = rest.subarray(begin);
    if (rest.length > MAX_LINE_BYTES) {
      throw new AppError('shopify_rejected', "A line of Shopify's file is too long.");
    }
  }
  if (rest.length > 0) throw brokenOff();
}

/** The file from a byte on, in pieces of any size. */
async function* readPieces(url: string, from: number): AsyncGenerator<Uint8Array> {
  const abort = new AbortController();
  // The clock runs only while the network is waited for: whoever reads may take as long as it takes.
  const heard = async <Answer>(answer: Promise<Answer>): Promise<Answer> => {
    const silence = setTimeout(() => abort.abort(), SILENCE_MS);
    try {
      return await answer;
    } catch (cause) {
      throw brokenOff(cause);
    } finally {
      clearTimeout(silence);
    }
  };
  // Compressed, a place in the file would be another.
  const headers = {
    'accept-encoding': 'identity',
    ...(from > 0 ? { range: `bytes=${from}-` } : {}),
  };
  const response = await heard(fetch(url, { headers, signal: abort.signal }));
  try {
    // Behind the end of the file there is nothing more.
    if (response.status === 416) return;
    if ([401, 403, 404, 410].includes(response.status)) {
      throw new AppError('not_found', "Shopify's file of the shop's orders is gone.");
    }
    if (!response.ok || !response.body) throw brokenOff();
    // A server that knows no ranges sends the file from its beginning.
    let skip = response.status === 206 ? 0 : from;
    const reader = response.body.getReader();
    for (;;) {
      const { value, done } = await heard(reader.read());
      if (done) return;
      const wanted = value.subarray(Math.min(skip, value.length));
      skip -= value.length - wanted.length;
      if (wanted.length > 0) yield wanted;
    }
  } finally {
    abort.abort();
  }
}

function brokenOff(cause?: unknown): AppError {
  return new AppError('shopify_unavailable', "Shopify's file of the shop's orders broke off.", {
    cause,
  });
}
