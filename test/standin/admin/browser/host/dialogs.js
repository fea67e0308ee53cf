/** A modal dialog with a form; resolves with the value of the button that closed it, '' for Escape. */
export function openDialog(title, content, buttons) {
  const dialog = document.createElement('dialog');
  const form = document.createElement('form');
  form.method = 'dialog';
  const heading = document.createElement('h2');
  heading.textContent = title;
  heading.id = 'dialog-title';
  dialog.setAttribute('aria-labelledby', heading.id);
  const actions = document.createElement('div');
  actions.className = 'actions';
  for (const { value, label, style } of buttons) {
    const button = document.createElement('button');
    button.value = value;
    button.textContent = label;
    button.className = style ?? '';
    actions.append(button);
  }
  form.append(heading, content, actions);
  dialog.append(form);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue);
    });
  });
}

export async function confirmDialog({ title, text, yes, no, critical }) {
  const paragraph = document.createElement('p');
  paragraph.textContent = text;
  const chosen = await openDialog(title, paragraph, [
    { value: 'no', label: no },
    { value: 'yes', label: yes, style: critical ? 'critical' : 'primary' },
  ]);
  return chosen === 'yes';
}
