// The elements of App Bridge are not seen in the app's page: the admin shows what they say. No style
// element is added, because the app's framework takes hold of the whole document.
const hidden = new CSSStyleSheet();
hidden.replaceSync(
  'ui-nav-menu, s-app-nav, ui-title-bar, ui-save-bar, ui-modal { display: none !important; }',
);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, hidden];

/** An element whose attributes and content are reported again whenever they change. */
export class WatchedElement extends HTMLElement {
  connectedCallback() {
    this.watcher ??= new MutationObserver(() => this.report());
    this.watcher.observe(this, {
      attributes: true,
      childList: true,
      subtree: true,
      characterData: true,
    });
    this.report();
  }

  disconnectedCallback() {
    this.watcher.disconnect();
    this.withdraw();
  }

  report() {}

  withdraw() {}
}

/** The buttons inside an element as the admin shows them. */
export function describeButtons(element) {
  return [...element.querySelectorAll('button')].map((button, index) => ({
    index,
    label: button.textContent?.trim() ?? '',
    variant:
      button.getAttribute('variant') ??
      (button.getAttribute('tone') === 'critical' ? 'critical' : ''),
    disabled: button.disabled,
  }));
}

export function clickButton(element, index) {
  element.querySelectorAll('button')[index]?.click();
}
