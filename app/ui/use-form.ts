import { useNavigate } from '@remix-run/react';
import { useMemo, useState } from 'react';
import { useAnswer } from './use-answer.ts';

type Json = string | number | boolean | null | { [name: string]: Json } | Json[];

/**
 * The state of a form that is sent as JSON: values, whether they differ from `initial`, problems by field. After
 * success it says `toast` and goes to what `to` makes of the answer; without `to` it stays and takes the values as
 * the new beginning.
 */
export function useForm<Values extends { [name: string]: Json }, T>(options: {
  initial: Values;
  toast: string | ((value: T) => string);
  to?: (value: T) => string;
}) {
  const [base, setBase] = useState(options.initial);
  const [values, setValues] = useState(options.initial);
  const navigate = useNavigate();
  const { send, isBusy, refusal, forget } = useAnswer<T>({
    toast: options.toast,
    onDone: (value) => {
      setBase(values);
      if (options.to) navigate(options.to(value));
    },
  });
  const isDirty = useMemo(() => JSON.stringify(values) !== JSON.stringify(base), [values, base]);
  const discard = () => {
    setValues(base);
    forget();
  };
  return {
    values,
    set: <Name extends keyof Values>(name: Name, value: Values[Name]) =>
      setValues((before) => ({ ...before, [name]: value })),
    isDirty,
    isBusy,
    refusal,
    /** The problem of a field, in the shape that Polaris takes. */
    error: (name: string): string | false => refusal?.fields[name] ?? false,
    save: () => send(values),
    discard,
  };
}
