/* The shop's cookie banner: shown until it is answered, and opened again by #cookie-preferences. */
(() => {
  const agreeTo = (all) => ({
    analytics: all,
    marketing: all,
    preferences: all,
    sale_of_data: all,
  });

  const show = () => {
    if (document.querySelector('.consent-banner')) return;
    const banner = document.createElement('section');
    banner.className = 'consent-banner';
    banner.setAttribute('aria-label', 'Cookie consent');
    banner.innerHTML =
      '<p>May we count your visit and remember who sent you?</p><button type="button" value="accept">Accept</button> <button type="button" value="decline">Decline</button>';
    banner.addEventListener('click', ({ target }) => {
      if (!(target instanceof HTMLButtonElement)) return;
      window.Shopify.customerPrivacy.setTrackingConsent(agreeTo(target.value === 'accept'));
      banner.remove();
    });
    document.body.append(banner);
  };

  window.Shopify.loadFeatures([{ name: 'consent-tracking-api', version: '0.1' }], () => {
    if (window.Shopify.customerPrivacy.shouldShowBanner()) show();
  });
  addEventListener('hashchange', () => {
    if (location.hash === '#cookie-preferences') show();
  });
})();
