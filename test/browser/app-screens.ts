import { readdirSync } from 'node:fs';
import path from 'node:path';

const ROUTES = path.resolve(import.meta.dirname, '../../app/routes');

/** An id of each kind of thing that a screen can be about, by the part of the address before it. */
export type ScreenIds = Readonly<Record<string, string>>;

/**
 * The addresses of all screens of the app, made from its route files, so that no new screen is forgotten. Screens
 * about one thing are left out where `ids` has no such thing; `ids` null leaves out all of them.
 */
export function appScreens(ids: ScreenIds | null): string[] {
  return readdirSync(ROUTES)
    .filter((file) => /^app\..+\.tsx$/.test(file))
    .map((file) => file.replace(/\.tsx$/, '').replace(/\._index$/, ''))
    .flatMap((route) => addressOf(route.split('.'), ids))
    .sort();
}

function addressOf(parts: readonly string[], ids: ScreenIds | null): string[] {
  const filled = parts.map((name, place) => {
    // A trailing underscore only says that the screen does not stand inside the other one.
    const part = name.replace(/_$/, '');
    if (!part.startsWith('$')) return part;
    return part === '$id' ? (ids?.[parts[place - 1] ?? ''] ?? null) : 'nowhere';
  });
  return filled.includes(null) ? [] : [`/${filled.join('/')}`];
}
