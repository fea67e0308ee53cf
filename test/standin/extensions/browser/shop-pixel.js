/* Stands for the pixel that Shopify itself runs in every shop. */
self.shopify.extend('WebPixel::Render', ({ analytics, browser }) => {
  analytics.subscribe('page_viewed', () => browser.cookie.get('_shopify_y'));
});
