import { WatchedElement } from './element-watch.js';
import { hear, tell } from './transport.js';

let shownMenu = null;

/** `<ui-nav-menu>`: its links stand below the app's name in the admin. The home link is not repeated. */
class NavMenu extends WatchedElement {
  links() {
    return [...this.querySelectorAll('a[href], s-link[href]')];
  }

  report() {
    shownMenu = this;
    const links = this.links()
      .filter((link) => link.getAttribute('rel') !== 'home')
      .map((link) => ({
        href: link.getAttribute('href'),
        label: link.textContent?.trim() ?? '',
      }));
    tell('nav-menu', links);
  }

  withdraw() {
    if (shownMenu !== this) return;
    shownMenu = null;
    tell('nav-menu', []);
  }
}

/** The newer name of the same element. */
class AppNav extends NavMenu {}

customElements.define('ui-nav-menu', NavMenu);
customElements.define('s-app-nav', AppNav);

// The app routes on the event; where nobody listens to it, the frame loads the page.
hear('navigate', (href) => {
  const link = shownMenu?.links().find((candidate) => candidate.getAttribute('href') === href);
  const event = new Event('shopify:navigate', { bubbles: true, cancelable: true });
  const target = link ?? Object.assign(document.createElement('a'), { href });
  if (!link) target.setAttribute('href', href);
  if (target.isConnected) {
    target.dispatchEvent(event);
    return;
  }
  document.body.append(target);
  target.dispatchEvent(event);
  target.remove();
});
