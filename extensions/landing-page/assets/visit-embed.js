/*
 * Keeps these with the cart, so that the order carries them even where the pixel is blocked:
 *   _tributary_link     which influencer's link (or landing page) led here. It names no visitor: the
 *                       same word stands in the address of everybody who follows that link. Always.
 *   _tributary_click    the id of this very click,
 *   _tributary_visitor  the browser's id. These two only with consent to analytics and marketing.
 *   _tributary_consent  "declined" where the visitor has said no to either, and nothing otherwise: it
 *                       tells an order that was not to be followed from one that was missed.
 * Before consent nothing is written to the browser; a refusal takes both ids back.
 */
(() => {
  const script = document.currentScript;
  if (!script) return;
  const { cartUrl, visitor, click, link, consent, pageLink } = script.dataset;
  /** What the cart carries. */
  const kept = {
    visitor: visitor || '',
    click: click || '',
    link: link || '',
    consent: consent || '',
  };

  const arrivalOf = (query) => {
    const given = (name) => (/^[\w-]{1,64}$/.exec(query.get(name) || '') || [''])[0];
    return { link: given('trb'), click: given('trc') };
  };
  /**
   * The link in this page's address; else the one in the address of the shop's page before, where the
   * cart knows none or the same. (That page may have been left too soon, or before consent.)
   */
  const arrival = () => {
    const here = arrivalOf(new URLSearchParams(location.search));
    if (here.link || !document.referrer.startsWith(`${location.origin}/`)) return here;
    const before = arrivalOf(new URL(document.referrer).searchParams);
    return kept.link && kept.link !== before.link ? here : before;
  };
  const arrived = arrival();

  const COOKIE = '_trb_v';
  const LIFE_S = 15552000;
  const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;
  /** Shopify may take its time to say what is allowed; the link waits no longer than this. */
  const PATIENCE_MS = 1500;

  let refused = false;

  const isAllowed = () => {
    const privacy = window.Shopify?.customerPrivacy;
    if (!privacy?.analyticsProcessingAllowed || !privacy.marketingAllowed) return false;
    return privacy.analyticsProcessingAllowed() && privacy.marketingAllowed();
  };

  /** Only a no that was given counts, not one that is assumed until somebody answers. */
  const isDeclined = () => {
    const given = window.Shopify?.customerPrivacy?.currentVisitorConsent?.();
    return refused || given?.analytics === 'no' || given?.marketing === 'no';
  };

  const readVisitor = () => {
    const found = new RegExp(`(?:^|; )${COOKIE}=([^;]*)`).exec(document.cookie);
    return found && UUID.test(found[1]) ? found[1] : '';
  };

  const writeCookie = (value, life) => {
    const secure = location.protocol === 'https:' ? '; Secure' : '';
    // biome-ignore lint/suspicious/noDocumentCookie: Safari has no cookieStore, and this must be done before another script can look.
    document.cookie = `${COOKIE}=${value}; Path=/; Max-Age=${life}; SameSite=Lax${secure}`;
  };

  /** The browser's id, made here where the pixel has not been faster; '' where no cookie stays. */
  const visitorId = () => {
    const known = readVisitor();
    if (known || !window.crypto?.randomUUID) return known;
    writeCookie(crypto.randomUUID(), LIFE_S);
    return readVisitor();
  };

  const wanted = () => {
    const next = { ...kept };
    // Somebody who only looks at an influencer's page does not leave the link that led to the shop.
    next.link = arrived.link || kept.link || pageLink || '';
    // A click belongs to its link: the last one's id does not stay with another link.
    if (arrived.link && arrived.link !== kept.link) next.click = '';
    if (isAllowed()) {
      next.visitor = visitorId() || kept.visitor;
      next.consent = '';
      if (arrived.click) next.click = arrived.click;
    } else if (isDeclined()) {
      next.visitor = '';
      next.click = '';
      next.consent = 'declined';
    }
    return next;
  };

  /** By beacon: it survives the page being left, and takes the page no work to wait for an answer. */
  const update = () => {
    const next = wanted();
    const body = new URLSearchParams();
    for (const name of Object.keys(next)) {
      if (next[name] !== kept[name]) body.append(`attributes[_tributary_${name}]`, next[name]);
    }
    if (`${body}` !== '' && navigator.sendBeacon(cartUrl, body)) Object.assign(kept, next);
  };

  document.addEventListener('visitorConsentCollected', () => {
    refused = !isAllowed();
    if (refused && readVisitor()) writeCookie('', 0);
    update();
  });

  const begin = () => {
    const load = window.Shopify?.loadFeatures;
    if (!load) return update();
    const late = setTimeout(update, PATIENCE_MS);
    load([{ name: 'consent-tracking-api', version: '0.1' }], () => {
      clearTimeout(late);
      update();
    });
  };
  if (window.requestIdleCallback) requestIdleCallback(begin, { timeout: 1000 });
  else setTimeout(begin, 1);
})();
