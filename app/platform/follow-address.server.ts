const TIMEOUT_MS = 10_000;
const MOST_HOPS = 8;
const MOST_BYTES = 2 * 1024 * 1024;

/** Why an address led to no page. `left`: to a host that is not among those allowed. */
export type Trouble = 'left' | 'too_many_redirects' | 'timeout' | 'unreachable';

export type Followed = {
  /** Every address that was asked, in order. */
  readonly hops: readonly string[];
  /** The last address: the page, or where it stopped. */
  readonly url: string;
  /** Of the page; 0 where there is none. */
  readonly status: number;
  /** The page's text, cut off after two million bytes; '' where it was not asked for. */
  readonly text: string;
  readonly trouble: Trouble | null;
};

/**
 * Goes where a browser would go from `address`, redirect by redirect, ten seconds for all of it. Holds: nothing is
 * asked of a host that is not among `hosts` (with port, where it is not the usual one). Never throws.
 */
export async function followAddress(
  address: string,
  options: {
    hosts: readonly string[];
    headers?: Readonly<Record<string, string>>;
    readsPage?: boolean;
  },
): Promise<Followed> {
  const { hosts, headers = {}, readsPage = false } = options;
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const hops: string[] = [];
  let url = address;
  const stopped = (trouble: Trouble): Followed => ({ hops, url, status: 0, text: '', trouble });
  while (hops.length < MOST_HOPS) {
    const target = URL.parse(url);
    if (!target || !/^https?:$/.test(target.protocol) || !hosts.includes(target.host)) {
      return stopped('left');
    }
    hops.push(url);
    try {
      const response = await fetch(url, { redirect: 'manual', headers, signal });
      const location = response.headers.get('location');
      if (response.status < 300 || response.status >= 400 || location === null) {
        const text = readsPage ? await textOf(response) : await drop(response);
        return { hops, url, status: response.status, text, trouble: null };
      }
      await drop(response);
      url = URL.parse(location, url)?.href ?? location;
    } catch (error) {
      const isLate = error instanceof Error && error.name === 'TimeoutError';
      return stopped(isLate ? 'timeout' : 'unreachable');
    }
  }
  return stopped('too_many_redirects');
}

async function drop(response: Response): Promise<''> {
  await response.body?.cancel();
  return '';
}

async function textOf({ body }: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  if (!body) return text;
  const reader = body.getReader();
  while (bytes < MOST_BYTES) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    text += decoder.decode(value, { stream: true });
  }
  await reader.cancel();
  return text;
}
