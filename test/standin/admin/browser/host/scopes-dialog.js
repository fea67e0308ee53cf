import { confirmDialog } from './dialogs.js';
import { answer, fetchData } from './frame-channel.js';

answer('scopes', () => fetchData('scopes'));

/** Optional scopes are granted by a person, in a dialog over the app. */
answer('request-scopes', async (scopes) => {
  const before = await fetchData('scopes');
  const missing = scopes.filter((scope) => !before.granted.includes(scope));
  if (missing.length === 0) return { result: 'granted-all', detail: before };
  const yes = await confirmDialog({
    title: 'More access',
    text: `The app asks for: ${missing.join(', ')}`,
    yes: 'Allow',
    no: 'Cancel',
  });
  if (!yes) return { result: 'declined-all', detail: before };
  return { result: 'granted-all', detail: await fetchData('scopes', { scopes: missing }) };
});

answer('revoke-scopes', async (scopes) => ({
  detail: await fetchData('revoke-scopes', { scopes }),
}));
