import { ask, hear, tell } from './transport.js';

/** What the admin's one save bar stands for now: something with save() and discard(). */
let unsaved = null;

export function showSaveBar(owner) {
  if (unsaved === owner) return;
  unsaved = owner;
  tell('save-bar', { open: true, confirm: owner.confirmDiscard });
}

export function hideSaveBar(owner) {
  if (unsaved !== owner) return;
  unsaved = null;
  tell('save-bar', { open: false });
}

/** Resolves when leaving is fine: nothing unsaved, or the person gave it up. */
export async function leaveConfirmation() {
  if (unsaved === null) return;
  const leave = await ask('confirm-leave');
  if (!leave) throw new Error('stayed');
  const owner = unsaved;
  unsaved = null;
  owner?.discard();
}

hear('save-bar-save', () => unsaved?.save());
hear('save-bar-discard', () => unsaved?.discard());

/** `<ui-save-bar>`: shown and hidden by the app; its buttons are the app's own. */
class SaveBar extends HTMLElement {
  get showing() {
    return unsaved === this;
  }

  get confirmDiscard() {
    return this.hasAttribute('discardconfirmation') || this.hasAttribute('discardConfirmation');
  }

  async show() {
    if (this.showing) return;
    showSaveBar(this);
    this.dispatchEvent(new Event('show'));
  }

  async hide() {
    if (!this.showing) return;
    hideSaveBar(this);
    this.dispatchEvent(new Event('hide'));
  }

  async toggle() {
    return this.showing ? this.hide() : this.show();
  }

  save() {
    this.querySelector('button[variant="primary"]')?.click();
  }

  discard() {
    this.querySelector('button:not([variant="primary"])')?.click();
  }

  disconnectedCallback() {
    hideSaveBar(this);
  }
}

customElements.define('ui-save-bar', SaveBar);

const formOwners = new WeakMap();

/** `<form data-save-bar>`: the bar comes with the first change and goes with submit or reset. */
function ownerOf(form) {
  let owner = formOwners.get(form);
  if (!owner) {
    owner = {
      confirmDiscard: form.hasAttribute('data-discard-confirmation'),
      save: () => form.requestSubmit(),
      discard: () => form.reset(),
    };
    formOwners.set(form, owner);
  }
  return owner;
}

function savedForm(event) {
  const form = event.target instanceof Element ? event.target.closest('form') : null;
  return form?.hasAttribute('data-save-bar') ? form : null;
}

for (const type of ['input', 'change']) {
  document.addEventListener(type, (event) => {
    const form = savedForm(event);
    if (form) showSaveBar(ownerOf(form));
  });
}
for (const type of ['submit', 'reset']) {
  document.addEventListener(type, (event) => {
    const form = savedForm(event);
    if (form) hideSaveBar(ownerOf(form));
  });
}
