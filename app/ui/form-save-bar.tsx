import { SaveBar } from '@shopify/app-bridge-react';

type Props = {
  /** Unique on the screen. */
  id: string;
  isDirty: boolean;
  isBusy: boolean;
  onSave: () => void;
  onDiscard: () => void;
};

/** The admin's own save bar: there as long as something is not saved, and it asks before the screen is left. */
export function FormSaveBar({ id, isDirty, isBusy, onSave, onDiscard }: Props) {
  return (
    <SaveBar id={id} open={isDirty}>
      {/* App Bridge reads `variant` off these buttons and draws its own. */}
      <button type="button" {...{ variant: 'primary' }} onClick={onSave} disabled={isBusy}>
        Save
      </button>
      <button type="button" onClick={onDiscard} disabled={isBusy}>
        Discard
      </button>
    </SaveBar>
  );
}
