import { openDialog } from './dialogs.js';
import { answer, fetchData } from './frame-channel.js';

/** Lets a person choose products or collections; null when the dialog was left without choosing. */
answer(
  'resource-picker',
  async ({ type, multiple = false, selectionIds = [], filter = {}, action = 'add' }) => {
    if (type !== 'product' && type !== 'collection') throw new Error(`no picker for ${type}`);
    const chosen = new Map(selectionIds.map(({ id }) => [id, null]));
    const content = document.createElement('div');
    const search = document.createElement('input');
    search.type = 'search';
    search.setAttribute('aria-label', `Search ${type}s`);
    search.placeholder = `Search ${type}s`;
    search.value = filter.query ?? '';
    const choices = document.createElement('div');
    choices.className = 'choices';
    choices.setAttribute('role', 'group');
    choices.setAttribute('aria-label', `${type}s`);
    content.append(search, choices);

    const show = async () => {
      const query = new URLSearchParams({ query: search.value });
      const items = (await fetchData(`${type}s?${query}`)).filter(
        (item) =>
          (filter.draft !== false || item.status !== 'DRAFT') &&
          (filter.archived !== false || item.status !== 'ARCHIVED'),
      );
      for (const item of items) if (chosen.has(item.id)) chosen.set(item.id, item);
      choices.replaceChildren(...items.map((item) => choice(item, multiple, chosen)));
    };
    search.addEventListener('input', show);
    search.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') event.preventDefault();
    });
    await show();

    const heading = `${action === 'select' ? 'Select' : 'Add'} ${type}s`;
    const closed = await openDialog(heading, content, [
      { value: 'cancel', label: 'Cancel' },
      { value: 'done', label: action === 'select' ? 'Select' : 'Add', style: 'primary' },
    ]);
    if (closed !== 'done') return null;
    return [...chosen.values()].filter((item) => item !== null);
  },
);

function choice(item, multiple, chosen) {
  const label = document.createElement('label');
  const input = document.createElement('input');
  input.type = multiple ? 'checkbox' : 'radio';
  input.name = 'choice';
  input.checked = chosen.has(item.id);
  input.addEventListener('change', () => {
    if (!multiple) chosen.clear();
    if (input.checked) chosen.set(item.id, item);
    else chosen.delete(item.id);
  });
  label.append(input, item.title);
  return label;
}
