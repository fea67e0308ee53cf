import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { webhookDoor } from '#app/doors/webhook-door.server.ts';

/** In production the server asks the door itself, before Remix; this route serves `npm run dev`. */
export const action = ({ request }: ActionFunctionArgs) => webhookDoor(request);
export const loader = ({ request }: LoaderFunctionArgs) => webhookDoor(request);
