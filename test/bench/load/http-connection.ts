import { connect, type Socket } from 'node:net';

/**
 * One kept-alive connection that sends finished requests and reads nothing of an answer but its status. It is
 * leaner than an HTTP client on purpose: whatever the load costs is taken from the server on the same machine.
 */
export type HttpConnection = {
  /** One at a time. Rejects when the connection breaks before the answer is complete. */
  send(request: Buffer): Promise<number>;
  /** False once either side has closed it; servers close connections on which nothing comes for a while. */
  isOpen(): boolean;
  close(): void;
};

type Waiting = { resolve(status: number): void; reject(error: Error): void };

export async function openConnection(port: number): Promise<HttpConnection> {
  const socket = await dial(port);
  let waiting: Waiting | null = null;
  let received = '';
  const fail = (error: Error) => {
    waiting?.reject(error);
    waiting = null;
  };
  socket.on('data', (chunk: Buffer) => {
    received += chunk.toString('latin1');
    const status = statusOfAnswer(received);
    if (status === null) return;
    received = '';
    const answered = waiting;
    waiting = null;
    answered?.resolve(status);
  });
  socket.on('error', fail);
  socket.on('close', () => fail(new Error('the server closed the connection')));
  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        if (socket.destroyed) return reject(new Error('the connection is closed'));
        waiting = { resolve, reject };
        socket.write(request);
      }),
    isOpen: () => !socket.destroyed && socket.writable,
    close: () => socket.destroy(),
  };
}

/** The status of an HTTP/1.1 answer, or null while it is not complete. */
export function statusOfAnswer(received: string): number | null {
  const end = received.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const head = received.slice(0, end).toLowerCase();
  const status = Number(head.slice(9, 12));
  const body = received.length - end - 4;
  if (/\r\ntransfer-encoding: *chunked/.test(head)) {
    return received.endsWith('0\r\n\r\n') && body > 0 ? status : null;
  }
  const length = /\r\ncontent-length: *(\d+)/.exec(head)?.[1];
  return body >= Number(length ?? 0) ? status : null;
}

function dial(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      resolve(socket);
    });
  });
}
