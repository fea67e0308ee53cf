import { useEffect, useRef, useState } from 'react';

const PAUSE_MS = 350;

/** What is typed, at once for the field and after a pause for `onPause`. Follows `value` when it changes elsewhere. */
export function useDebounced(
  value: string,
  onPause: (text: string) => void,
): [string, (text: string) => void] {
  const [text, setText] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => setText(value), [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const type = (next: string) => {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onPause(next), PAUSE_MS);
  };
  return [text, type];
}
