import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { collectDoor } from '#app/doors/collect-door.server.ts';

/** In production the server asks the door itself, before Remix; this route serves `npm run dev`. */
export const action = ({ request }: ActionFunctionArgs) => collectDoor(request);
export const loader = ({ request }: LoaderFunctionArgs) => collectDoor(request);
