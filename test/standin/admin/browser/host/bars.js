import { answer, settings, tellApp } from './frame-channel.js';

const actions = document.getElementById('title-bar-actions');
const title = document.getElementById('app-title');
const loading = document.getElementById('loading');
const toasts = document.getElementById('toasts');

answer('title-bar', (bar) => {
  title.textContent = bar.title ? `${settings.appTitle} / ${bar.title}` : settings.appTitle;
  actions.replaceChildren(
    ...bar.buttons.map(({ index, label, variant, disabled }) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = label;
      button.className = variant;
      button.disabled = disabled;
      button.addEventListener('click', () => tellApp('title-bar-click', index));
      return button;
    }),
  );
});

answer('loading', (on) => {
  loading.hidden = !on;
});

answer('toast', ({ id, message, duration, isError, action }) => {
  const toast = document.createElement('div');
  toast.className = isError ? 'toast error' : 'toast';
  toast.id = id;
  toast.append(message);
  if (action) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = action;
    button.addEventListener('click', () => tellApp('toast-action', id));
    toast.append(button);
  }
  toasts.append(toast);
  setTimeout(() => removeToast(id), duration);
});

answer('toast-hide', removeToast);

function removeToast(id) {
  const toast = document.getElementById(id);
  if (!toast) return;
  toast.remove();
  tellApp('toast-gone', id);
}
