import { failing, type LaunchFinding, passed, warning } from '#app/domain/launch-check.ts';
import { isPasswordPage } from '#app/domain/storefront-state.ts';
import { BROWSER } from '#app/flow/capture/check-storefront.server.ts';
import { followAddress } from '#app/platform/follow-address.server.ts';
import { findLanding } from '#app/shopify/outbound/landing-query.ts';
import { isSwitchedOff, type Launch, RESUME } from './launch.server.ts';

/** Whether her page is published and answers, and her short address leads to it. */
export async function checkPage(launch: Launch): Promise<LaunchFinding> {
  const { plan, client, storefront } = launch;
  if (isSwitchedOff(launch)) return failing(`The collaboration is ${plan.status}. ${RESUME}`);
  const handle = plan.page?.handle;
  if (handle === undefined) return failing('The collaboration has no landing page.', 'objects');
  const path = `/pages/${handle}`;
  const { page, redirect } = await findLanding(client, handle);
  if (!page) return failing(`There is no page at ${path}.`, 'objects');
  if (page.marker !== plan.id) return failing(`The page at ${path} is another one, not hers.`);
  if (!page.isPublished) return failing(`The page at ${path} is not published.`, 'objects');
  const shown = await followAddress(storefront.origin + path, {
    hosts: storefront.hosts,
    headers: { 'user-agent': BROWSER },
  });
  if (isPasswordPage(shown.url)) return warning(PASSWORD);
  if (shown.status !== 200) {
    return failing(
      shown.trouble === null
        ? `The page at ${path} answered ${shown.status}.`
        : `The page at ${path} could not be opened. Try again in a moment.`,
    );
  }
  if (redirect?.target !== path) {
    return warning(`The page is there, but the short address /${handle} does not lead to it.`);
  }
  return passed(`${path} is published and opens, and /${handle} leads to it.`);
}

export const PASSWORD =
  'Your store asks visitors for a password, so what lies behind it could not be tried. Take the password off before she posts.';
