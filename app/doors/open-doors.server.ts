import type { IncomingMessage, ServerResponse } from 'node:http';
import { listenForPixel } from './collect-listener.server.ts';
import { linkDoorAt, listenForFollower } from './link-listener.server.ts';
import { listenForWebhook } from './webhook-listener.server.ts';

/** Answers a request that belongs to a door and says true; leaves every other alone and says false. */
export type Doors = (request: IncomingMessage, response: ServerResponse) => boolean;

/** The doors that stand in front of Remix in production. */
export function openDoors(): Doors {
  return (request, response) => {
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    const linkDoor = linkDoorAt(path);
    if (path === '/webhooks') void listenForWebhook(request, response);
    else if (path === '/collect') void listenForPixel(request, response);
    else if (linkDoor) void listenForFollower(linkDoor, request, response);
    else return false;
    return true;
  };
}
