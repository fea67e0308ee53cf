import { confirmDialog } from './dialogs.js';
import { answer, tellApp } from './frame-channel.js';

const bar = document.getElementById('save-bar');
let needsConfirmation = false;

export function isSaveBarOpen() {
  return !bar.hidden;
}

/** Shows that something is unsaved to whoever tries to leave. */
export function shakeSaveBar() {
  bar.classList.add('shake');
  setTimeout(() => bar.classList.remove('shake'), 600);
  document.getElementById('save-bar-save').focus();
}

answer('save-bar', ({ open, confirm }) => {
  bar.hidden = !open;
  needsConfirmation = confirm === true;
});

const leave = () =>
  confirmDialog({
    title: 'Discard all unsaved changes',
    text: 'If you discard changes, you will delete any edits you made since you last saved.',
    yes: 'Discard changes',
    no: 'Continue editing',
    critical: true,
  });

answer('confirm-leave', async () => {
  const yes = await leave();
  if (yes) bar.hidden = true;
  return yes;
});

document.getElementById('save-bar-save').addEventListener('click', () => tellApp('save-bar-save'));
document.getElementById('save-bar-discard').addEventListener('click', async () => {
  if (!needsConfirmation || (await leave())) tellApp('save-bar-discard');
});

addEventListener('beforeunload', (event) => {
  if (isSaveBarOpen()) event.preventDefault();
});
