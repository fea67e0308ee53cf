import type { Memory } from './memory.ts';
import type { Sandbox } from './sandbox.ts';

/** Cookie and storage key of the visitor id; the theme's embed knows it by the same name. */
export const VISITOR_KEY = '_trb_v';

const LIFE_S = 180 * 86_400;
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

type Cookies = Sandbox['browser']['cookie'];

/**
 * The browser's lasting id, made when it has none, its life renewed. It lives in a first-party cookie,
 * and where cookies do not stay, in local storage. Only to be called with permission for all.
 */
export async function visitorId(
  cookies: Cookies,
  lasting: Memory,
  isSecure: boolean,
): Promise<string> {
  const known = await readCookie(cookies);
  if (known !== null) {
    await writeCookie(cookies, known, LIFE_S, isSecure);
    return known;
  }
  const fallback = idOrNull(await lasting.read(VISITOR_KEY));
  // Once more: the theme's embed may have made one at this very moment.
  const id = (await readCookie(cookies)) ?? fallback ?? newId();
  await writeCookie(cookies, id, LIFE_S, isSecure);
  if (id !== fallback && (await readCookie(cookies)) !== id) await lasting.write(VISITOR_KEY, id);
  return id;
}

export async function forgetVisitor(cookies: Cookies, lasting: Memory): Promise<void> {
  if ((await readCookie(cookies)) !== null) await writeCookie(cookies, '', 0, false);
  await lasting.forget(VISITOR_KEY);
}

async function readCookie(cookies: Cookies): Promise<string | null> {
  try {
    return idOrNull(await cookies.get(VISITOR_KEY));
  } catch {
    return null;
  }
}

async function writeCookie(
  cookies: Cookies,
  value: string,
  life: number,
  isSecure: boolean,
): Promise<void> {
  try {
    const secure = isSecure ? '; Secure' : '';
    await cookies.set(`${VISITOR_KEY}=${value}; Path=/; Max-Age=${life}; SameSite=Lax${secure}`);
  } catch {
    // Reading it back will tell.
  }
}

function idOrNull(value: string | null | undefined): string | null {
  return value && UUID.test(value) ? value : null;
}

/** A random uuid also where the sandbox has no `crypto`, or an old one. */
function newId(): string {
  const bytes = new Uint8Array(16);
  const source = globalThis.crypto as Crypto | undefined;
  if (source) source.getRandomValues(bytes);
  else
    bytes.forEach((_, place) => {
      bytes[place] = Math.random() * 256;
    });
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
