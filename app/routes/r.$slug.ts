import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { linkDoor } from '#app/doors/link-listener.server.ts';

/** In production the server asks the door itself, before Remix; this route serves `npm run dev`. */
export const loader = ({ request }: LoaderFunctionArgs) => linkDoor(request);
export const action = ({ request }: ActionFunctionArgs) => linkDoor(request);
