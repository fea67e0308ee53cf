import { BlockStack, Button, Checkbox, FormLayout, InlineStack, TextField } from '@shopify/polaris';
import { useState } from 'react';
import type { ShownLink } from '#app/views/link-view.server.ts';
import type { LinkInput } from './link-input.ts';
import { RefusalBanner } from './refusal-banner.tsx';
import { useAnswer } from './use-answer.ts';

type Props = { link: ShownLink; onDone: () => void };

/** Changes where the link of the collaboration leads on whose page it stands. */
export function LinkForm({ link, onDone }: Props) {
  const [values, setValues] = useState<LinkInput>({
    destination: link.destination,
    appliesCode: link.appliesCode,
    lastDay: link.lastDay ?? '',
    fallback: link.fallback,
  });
  const { send, isBusy, refusal } = useAnswer<null>({ toast: 'Link saved', onDone });
  const set = (change: Partial<LinkInput>) => setValues((before) => ({ ...before, ...change }));
  const error = (name: string) => refusal?.fields[name] ?? false;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send({ intent: 'save-link', link: values });
      }}
    >
      <BlockStack gap="300">
        <RefusalBanner refusal={refusal} />
        <FormLayout>
          <TextField
            label="Leads to"
            value={values.destination}
            onChange={(destination) => set({ destination })}
            error={error('destination')}
            helpText="A page of your shop, such as /products/serum. The links she has posted lead there within seconds."
            autoComplete="off"
          />
          <Checkbox
            label="Apply her code on the way"
            checked={values.appliesCode}
            onChange={(appliesCode) => set({ appliesCode })}
            helpText="Followers find the discount in their cart, as long as the collaboration runs."
          />
          <FormLayout.Group>
            <TextField
              label="Last day"
              type="date"
              value={values.lastDay}
              onChange={(lastDay) => set({ lastDay })}
              error={error('lastDay')}
              helpText="Leave it empty for a link without an end."
              autoComplete="off"
            />
            <TextField
              label="Leads to afterwards"
              value={values.fallback}
              onChange={(fallback) => set({ fallback })}
              error={error('fallback')}
              helpText="Also while her landing page is off. Empty: your home page."
              autoComplete="off"
            />
          </FormLayout.Group>
        </FormLayout>
        <InlineStack gap="200" align="end">
          <Button onClick={onDone}>Cancel</Button>
          <Button submit variant="primary" loading={isBusy}>
            Save link
          </Button>
        </InlineStack>
      </BlockStack>
    </form>
  );
}
