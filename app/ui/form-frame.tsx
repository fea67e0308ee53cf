import { SaveBar } from '@shopify/app-bridge-react';
import { BlockStack } from '@shopify/polaris';
import type { ReactNode } from 'react';
import type { Refusal } from '#app/views/refusal.ts';
import { RefusalBanner } from './refusal-banner.tsx';

type Props = {
  form: {
    save: () => void;
    discard: () => void;
    isDirty: boolean;
    isBusy: boolean;
    refusal: Refusal | null;
  };
  children: ReactNode;
};

/** One form to a screen, so one bar. */
const SAVE_BAR = 'unsaved-changes';

/**
 * A screen's form. The admin's own save bar is there as long as something is not saved, and asks before the screen is
 * left; why something was refused stands above the fields.
 */
export function FormFrame({ form, children }: Props) {
  const { save, discard, isDirty, isBusy, refusal } = form;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <SaveBar id={SAVE_BAR} open={isDirty}>
        {/* App Bridge reads `variant` off these buttons and draws its own. */}
        <button type="button" {...{ variant: 'primary' }} onClick={save} disabled={isBusy}>
          Save
        </button>
        <button type="button" onClick={discard} disabled={isBusy}>
          Discard
        </button>
      </SaveBar>
      <BlockStack gap="400">
        <RefusalBanner refusal={refusal} />
        {children}
      </BlockStack>
    </form>
  );
}
