import type { LoaderFunctionArgs } from '@remix-run/node';
import { linkDoor } from '#app/doors/link-door.server.ts';

export const loader = ({ request }: LoaderFunctionArgs) => linkDoor(request);
