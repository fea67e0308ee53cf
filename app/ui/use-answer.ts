import { useFetcher } from '@remix-run/react';
import { useAppBridge } from '@shopify/app-bridge-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Answer, Refusal } from '#app/views/refusal.ts';

type Json = string | number | boolean | null | { [name: string]: Json } | Json[];

/**
 * Sends something to an action and waits for its answer. Success shows `toast` and calls `onDone` once; a refusal
 * is handed back, to be shown where it belongs.
 */
export function useAnswer<T>(options: {
  toast?: string | ((value: T) => string);
  onDone?: (value: T) => void;
}): {
  send: (body: Json, action?: string) => void;
  isBusy: boolean;
  refusal: Refusal | null;
  /** Puts the refusal away: what it was about is gone. */
  forget: () => void;
} {
  const fetcher = useFetcher();
  const bridge = useAppBridge();
  const answer = fetcher.data as Answer<T> | undefined;
  const latest = useRef(options);
  latest.current = options;
  const handled = useRef<unknown>(undefined);

  useEffect(() => {
    if (fetcher.state !== 'idle' || !answer || handled.current === answer) return;
    handled.current = answer;
    if (!answer.ok) return;
    const { toast, onDone } = latest.current;
    if (toast) bridge.toast.show(typeof toast === 'string' ? toast : toast(answer.value));
    onDone?.(answer.value);
  }, [fetcher.state, answer, bridge]);

  const { submit } = fetcher;
  const send = useCallback(
    (body: Json, action?: string) => {
      submit(body, {
        method: 'post',
        encType: 'application/json',
        ...(action ? { action } : {}),
      });
    },
    [submit],
  );
  const isBusy = fetcher.state !== 'idle';
  const [forgotten, setForgotten] = useState<Answer<T>>();
  const forget = useCallback(() => setForgotten(answer), [answer]);
  const isRefused = answer && !answer.ok && !isBusy && answer !== forgotten;
  return { send, isBusy, refusal: isRefused ? answer.refusal : null, forget };
}
