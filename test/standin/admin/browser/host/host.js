import './bars.js';
import './resource-picker.js';
import './scopes-dialog.js';
import { answer, fetchData, frame, settings, tellApp } from './frame-channel.js';
import { isSaveBarOpen, shakeSaveBar } from './save-bar-host.js';

const navigation = document.getElementById('app-navigation');
const home = document.getElementById('app-home');

answer('id-token', async () => (await fetchData('id-token')).token);
answer('user', () => fetchData('user'));

answer('path', (path) => {
  const address = `${settings.appBase}${path === '/' ? '' : path}`;
  if (location.pathname + location.search !== address) history.replaceState(null, '', address);
  markCurrent();
});

/** Only pages of this machine, or ordinary web pages, may take the place of the admin. */
answer('redirect', (address) => {
  const url = new URL(address, location.href);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return;
  location.assign(url.href);
});

answer('nav-menu', (links) => {
  navigation.replaceChildren(
    ...links.map(({ href, label }) => {
      const link = document.createElement('a');
      link.href = `${settings.appBase}${href}`;
      link.dataset.appHref = href;
      link.textContent = label;
      const item = document.createElement('li');
      item.append(link);
      return item;
    }),
  );
  markCurrent();
});

/** The app goes there itself, without a new page; unsaved changes come first. */
function goInApp(event, href) {
  event.preventDefault();
  if (isSaveBarOpen()) shakeSaveBar();
  else tellApp('navigate', href);
}

navigation.addEventListener('click', (event) => {
  const link = event.target.closest('a');
  if (link) goInApp(event, link.dataset.appHref);
});
home.addEventListener('click', (event) => goInApp(event, '/'));

function markCurrent() {
  const path = location.pathname.slice(settings.appBase.length) || '/';
  let found = false;
  for (const link of navigation.querySelectorAll('a')) {
    const { pathname } = new URL(link.dataset.appHref, location.href);
    const isCurrent = path === pathname || path.startsWith(`${pathname}/`);
    found ||= isCurrent;
    if (isCurrent) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  if (found) home.removeAttribute('aria-current');
  else home.setAttribute('aria-current', 'page');
}

// Only now may the app speak: from here on somebody listens.
frame.src = frame.dataset.src;
