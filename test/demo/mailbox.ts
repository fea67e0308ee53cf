import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { escapeHtml } from '#test/standin/http.ts';
import { choosePort } from './choose-port.ts';

const PORT = 4402;
const MOST = 100;

export type Mailbox = {
  /** Where the letters are read. */
  url: string;
  smtpUrl: string;
  stop(): Promise<void>;
};

/** A mail server on this machine that delivers nothing: what the app sends is kept in memory, to be read in a browser. */
export async function startMailbox(): Promise<Mailbox> {
  const letters: Email[] = [];
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        PostalMime.parse(Buffer.concat(chunks)).then((letter) => {
          letters.unshift(letter);
          letters.length = Math.min(letters.length, MOST);
          done();
        }, done);
      });
    },
  });
  // A client that breaks off is its own trouble.
  smtp.on('error', () => undefined);
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  const web = createServer((request, response) => show(letters, request.url ?? '/', response));
  const port = await choosePort(PORT);
  await new Promise<void>((resolve) => web.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://localhost:${(web.address() as AddressInfo).port}/mail`,
    smtpUrl: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`,
    stop: async () => {
      web.closeAllConnections();
      await Promise.all([
        new Promise<void>((resolve) => web.close(() => resolve())),
        new Promise<void>((resolve) => smtp.close(resolve)),
      ]);
    },
  };
}

function show(letters: readonly Email[], path: string, response: ServerResponse): void {
  const page = (title: string, main: string, status = 200) =>
    response
      .writeHead(status, { 'content-type': 'text/html; charset=utf-8' })
      .end(
        `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><link rel="icon" href="data:,"><style>body{font:1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}iframe{width:100%;height:40rem;border:1px solid #ccc}</style></head><body><main>${main}</main></body></html>`,
      );
  const place = /^\/mail\/(\d+)$/.exec(path)?.[1];
  if (place === undefined) {
    const rows = letters.map(
      (letter, at) =>
        `<li><a href="/mail/${letters.length - at}">${escapeHtml(letter.subject ?? '')}</a><br>to ${escapeHtml(recipientOf(letter))}</li>`,
    );
    page(
      'Letters',
      `<h1>Letters</h1>${rows.length > 0 ? `<ul>${rows.join('')}</ul>` : '<p>Nothing was sent yet.</p>'}`,
    );
    return;
  }
  const letter = letters[letters.length - Number(place)];
  if (!letter) {
    page('No such letter', '<p>There is no such letter. <a href="/mail">All letters</a></p>', 404);
    return;
  }
  const subject = escapeHtml(letter.subject ?? '');
  page(
    subject,
    `<p><a href="/mail">All letters</a></p><h1>${subject}</h1><p>to ${escapeHtml(recipientOf(letter))}</p><iframe sandbox="" title="The letter" srcdoc="${escapeHtml(withPictures(letter))}"></iframe>`,
  );
}

function recipientOf({ to }: Email): string {
  return (to ?? []).map(({ name, address }) => `${name} <${address ?? ''}>`).join(', ');
}

/** The HTML with the pictures that came along in it. */
function withPictures({ html = '', attachments }: Email): string {
  return attachments.reduce((text, { contentId, mimeType, content }) => {
    if (!contentId || typeof content === 'string') return text;
    const data = `data:${mimeType};base64,${Buffer.from(new Uint8Array(content as ArrayBuffer)).toString('base64')}`;
    return text.replaceAll(`cid:${contentId.replace(/^<|>$/g, '')}`, data);
  }, html);
}
