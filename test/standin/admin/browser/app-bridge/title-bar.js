import { clickButton, describeButtons, WatchedElement } from './element-watch.js';
import { hear, tell } from './transport.js';

let shownTitleBar = null;

/** `<ui-title-bar>`: title and buttons of the page, shownTitleBar by the admin. One inside a modal is the modal's. */
class TitleBar extends WatchedElement {
  report() {
    if (this.closest('ui-modal')) return;
    shownTitleBar = this;
    tell('title-bar', { title: this.getAttribute('title'), buttons: describeButtons(this) });
  }

  withdraw() {
    if (shownTitleBar !== this) return;
    shownTitleBar = null;
    tell('title-bar', { title: null, buttons: [] });
  }
}

customElements.define('ui-title-bar', TitleBar);

hear('title-bar-click', (index) => {
  if (shownTitleBar) clickButton(shownTitleBar, index);
});
