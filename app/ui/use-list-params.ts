import { useNavigation, useSearchParams } from '@remix-run/react';
import { useCallback } from 'react';

type Changes = Readonly<Record<string, string | null>>;

/** The address as the state of a list: what is set goes in, empty goes out, and any change leads to the first page. */
export function useListParams() {
  const [params, setParams] = useSearchParams();
  const navigation = useNavigation();
  const change = useCallback(
    (changes: Changes) => {
      setParams(
        (before) => {
          const next = new URLSearchParams(before);
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
  return { params, change, isLoading: navigation.state === 'loading' };
}
