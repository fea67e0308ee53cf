import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

export type Received = { raw: string; mail: Email };
/** What the server does with the next mails. */
export type Manner = 'takes' | 'busy' | 'refuses' | 'hangs up';

/** A mail server on a free port that keeps what it takes. */
export async function startMailServer() {
  const received: Received[] = [];
  let manner: Manner = 'takes';
  const make = () => {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo(_address, _session, done) {
        if (manner === 'busy') done(Object.assign(new Error('Try later'), { responseCode: 451 }));
        else if (manner === 'refuses') {
          done(Object.assign(new Error('No such mailbox'), { responseCode: 550 }));
        } else done();
      },
      onData(stream, _session, done) {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', async () => {
          const raw = Buffer.concat(chunks);
          received.push({ raw: raw.toString('utf8'), mail: await PostalMime.parse(raw) });
          if (manner === 'hangs up') for (const client of server.connections) client.close();
          else done();
        });
      },
    });
    server.on('error', () => undefined);
    return server;
  };
  let server = make();
  let port = 0;
  const open = async () => {
    server = make();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    const address = server.server.address();
    if (address === null || typeof address === 'string') throw new Error('no TCP address');
    port = address.port;
  };
  await open();
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    open,
    behave: (next: Manner) => {
      manner = next;
    },
    close: () => new Promise<void>((resolve) => server.close(resolve)),
  };
}
