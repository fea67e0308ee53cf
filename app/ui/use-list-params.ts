import { useNavigation, useSearchParams } from '@remix-run/react';
import { useCallback } from 'react';

type Changes = Readonly<Record<string, string | null>>;

/** What Shopify adds to the address when it opens the app. It says nothing about a list, and ages. */
const SHOPIFY_PARAMS = [
  'embedded',
  'hmac',
  'host',
  'id_token',
  'locale',
  'session',
  'shop',
  'timestamp',
] as const;

function ownParams(params: URLSearchParams): URLSearchParams {
  const own = new URLSearchParams(params);
  for (const name of SHOPIFY_PARAMS) own.delete(name);
  return own;
}

/** The address as the state of a list: what is set goes in, empty goes out, and any change leads to the first page. */
export function useListParams() {
  const [params, setParams] = useSearchParams();
  const navigation = useNavigation();
  const change = useCallback(
    (changes: Changes) => {
      setParams(
        (before) => {
          const next = ownParams(before);
          if (!('page' in changes)) next.delete('page');
          for (const [name, value] of Object.entries(changes)) {
            if (value) next.set(name, value);
            else next.delete(name);
          }
          return next;
        },
        { preventScrollReset: true },
      );
    },
    [setParams],
  );
  return { params: ownParams(params), change, isLoading: navigation.state === 'loading' };
}
