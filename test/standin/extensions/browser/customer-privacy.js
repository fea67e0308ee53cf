/*
 * Stands for Shopify's Customer Privacy API: window.Shopify.loadFeatures and, once that was asked for,
 * window.Shopify.customerPrivacy. The visitor's answer lives in a cookie of the shop.
 */
(() => {
  const COOKIE = '_tracking_consent';
  const LIFE_S = 31536000;
  const data = JSON.parse(document.getElementById('standin-page-data').textContent);

  const answer = () => {
    const found = new RegExp(`(?:^|; )${COOKIE}=([^;]*)`).exec(document.cookie);
    try {
      return JSON.parse(decodeURIComponent(found[1]));
    } catch {
      return {};
    }
  };
  const isAllowed = (purpose) => {
    const given = answer()[purpose];
    return given === undefined ? !data.asksConsent : given === true;
  };
  const customerPrivacy = {
    analyticsProcessingAllowed: () => isAllowed('analytics'),
    marketingAllowed: () => isAllowed('marketing'),
    preferencesProcessingAllowed: () => isAllowed('preferences'),
    saleOfDataAllowed: () => isAllowed('sale_of_data'),
    currentVisitorConsent: () => {
      const said = (purpose) => ({ true: 'yes', false: 'no' })[answer()[purpose]] ?? '';
      return {
        analytics: said('analytics'),
        marketing: said('marketing'),
        preferences: said('preferences'),
        sale_of_data: said('sale_of_data'),
      };
    },
    shouldShowBanner: () => data.asksConsent && answer().analytics === undefined,
    setTrackingConsent(consent, callback) {
      const value = encodeURIComponent(JSON.stringify({ ...answer(), ...consent }));
      // biome-ignore lint/suspicious/noDocumentCookie: what it stands for works in every browser.
      document.cookie = `${COOKIE}=${value}; Path=/; Max-Age=${LIFE_S}; SameSite=Lax`;
      document.dispatchEvent(
        new CustomEvent('visitorConsentCollected', {
          detail: {
            analyticsAllowed: isAllowed('analytics'),
            marketingAllowed: isAllowed('marketing'),
            preferencesAllowed: isAllowed('preferences'),
            saleOfDataAllowed: isAllowed('sale_of_data'),
          },
        }),
      );
      callback?.();
    },
  };
  window.Shopify = {
    ...window.Shopify,
    loadFeatures(_features, callback) {
      setTimeout(() => {
        window.Shopify.customerPrivacy = customerPrivacy;
        callback?.();
      }, 0);
    },
  };
})();
