import { decode } from 'turbo-stream';
import { mintIdToken } from '#test/standin/identity/id-token.ts';
import type { Shop, World } from '#test/standin/state/world.ts';

/** What the app thinks is a merchant's browser; its library turns unknown agents away as bots. */
const BROWSER =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

/** The answer to a page's data request or to a form: what the route returned, or where it sent us. */
export type RouteAnswer = {
  status: number;
  data: Record<string, unknown> | null;
  redirect: string | null;
  error: unknown;
};

/** A member of staff at the embedded app, speaking to it as App Bridge and Remix do in a browser. */
export class Merchant {
  readonly #world: World;
  readonly #shop: Shop;

  constructor(world: World, shop: Shop) {
    this.#world = world;
    this.#shop = shop;
  }

  /** Loads a page as the admin's frame does. The first time, this makes the app exchange its tokens. */
  async openDocument(path: string): Promise<{ status: number; html: string; headers: Headers }> {
    const url = new URL(path, this.#world.app.appUrl);
    url.searchParams.set('embedded', '1');
    url.searchParams.set('shop', this.#shop.domain);
    url.searchParams.set('host', this.#host());
    url.searchParams.set('id_token', await mintIdToken(this.#world, this.#shop));
    const response = await fetch(url, { headers: { 'user-agent': BROWSER } });
    return { status: response.status, html: await response.text(), headers: response.headers };
  }

  /** The loader data of the deepest route at `path`. Throws when the route threw. */
  async read<Data>(path: string): Promise<Data> {
    const response = await this.fetch(dataPath(path));
    const routes = (await decoded(response)) as Record<string, { data?: Data; error?: unknown }>;
    const deepest = Object.values(routes).at(-1);
    if (!deepest || deepest.error !== undefined || deepest.data === undefined) {
      throw new Error(
        `${path} answered ${response.status}: ${JSON.stringify(routes)?.slice(0, 800)}`,
      );
    }
    return deepest.data;
  }

  /** As `read`, but gives back whatever came: a refusal is an answer too. */
  async ask(path: string): Promise<RouteAnswer> {
    const response = await this.fetch(dataPath(path));
    const routes = (await decoded(response)) as Record<string, Record<string, unknown>>;
    const answers = Object.values(routes);
    return answerOf(response, answers.find(({ error }) => error !== undefined) ?? answers.at(-1));
  }

  /** Submits a form to the route at `path`. */
  async submit(
    path: string,
    fields: Record<string, string> | URLSearchParams,
  ): Promise<RouteAnswer> {
    const body = new URLSearchParams(fields).toString();
    return this.#act(path, 'application/x-www-form-urlencoded', body);
  }

  /** Sends JSON to the action of the route at `path`, as the app's own forms do. */
  async send(path: string, body: unknown): Promise<RouteAnswer> {
    return this.#act(path, 'application/json', JSON.stringify(body));
  }

  async #act(path: string, contentType: string, body: string): Promise<RouteAnswer> {
    const headers = { 'content-type': contentType };
    const response = await this.fetch(dataPath(path), { method: 'POST', headers, body });
    return answerOf(response, (await decoded(response)) as Record<string, unknown>);
  }

  /** Any request of the embedded app, with a fresh session token. */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${await mintIdToken(this.#world, this.#shop)}`);
    headers.set('user-agent', BROWSER);
    return fetch(new URL(path, this.#world.app.appUrl), { ...init, headers, redirect: 'manual' });
  }

  #host(): string {
    const name = this.#shop.domain.replace('.myshopify.com', '');
    return Buffer.from(`admin.shopify.com/store/${name}`).toString('base64');
  }
}

function answerOf(response: Response, answer: Record<string, unknown> | undefined): RouteAnswer {
  return {
    status: response.status,
    data: (answer?.data as Record<string, unknown> | undefined) ?? null,
    redirect: (answer?.redirect as string | undefined) ?? null,
    error: answer?.error ?? null,
  };
}

/** `/app/orders?page=2` → `/app/orders.data?page=2`, Remix's address of a page's data. */
function dataPath(path: string): string {
  const [pathname = '', search] = path.split('?');
  return `${pathname}.data${search ? `?${search}` : ''}`;
}

/** Remix's wire format; its own classes (errors, redirects) come back as plain values. */
async function decoded(response: Response): Promise<unknown> {
  if (!response.body || !response.headers.get('content-type')?.includes('x-script')) {
    throw new Error(
      `the app answered ${response.status}: ${(await response.text()).slice(0, 800)}`,
    );
  }
  const { value, done } = await decode(response.body, {
    plugins: [
      (type, ...parts) => {
        if (type === 'SanitizedError') return { value: { error: parts.slice(0, 2) } };
        if (type === 'ErrorResponse') return { value: { data: parts[0], status: parts[1] } };
        if (type === 'SingleFetchRedirect') return { value: parts[0] };
        return undefined;
      },
      (type, value) => {
        if (type === 'SingleFetchFallback') return { value: undefined };
        if (type === 'SingleFetchClassInstance') return { value };
        return undefined;
      },
    ],
  });
  await done;
  return value;
}
