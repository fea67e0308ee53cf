import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerOnApp, answerOnProxy, type Following } from './link-door.server.ts';
import { type DoorAnswer, headerReader, sendAnswer } from './node-http.server.ts';

type LinkDoor = (following: Following) => Promise<DoorAnswer>;

/** The link's door that stands at this path, or null. */
export function linkDoorAt(path: string): LinkDoor | null {
  if (path.startsWith('/r/')) return answerOnApp;
  return path === '/proxy' || path.startsWith('/proxy/') ? answerOnProxy : null;
}

/** A link's door for Node's own server, without a web Request in between: the way that carries the load. */
export async function listenForFollower(
  door: LinkDoor,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = request.url ?? '';
  const mark = url.indexOf('?');
  const answer = await door({
    method: request.method ?? '',
    path: mark === -1 ? url : url.slice(0, mark),
    query: new URLSearchParams(mark === -1 ? '' : url.slice(mark + 1)),
    header: headerReader(request),
  });
  sendAnswer(request, response, answer);
}

/** A link's door as a route of the development server and of tests. */
export async function linkDoor(request: Request): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  const door = linkDoorAt(pathname) ?? answerOnApp;
  const { status, headers, body } = await door({
    method: request.method,
    path: pathname,
    query: searchParams,
    header: (name) => request.headers.get(name),
  });
  return new Response(body ? body : null, { status, ...(headers ? { headers } : {}) });
}
