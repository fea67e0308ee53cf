import { failing, type LaunchFinding, passed, skipped, warning } from '#app/domain/launch-check.ts';
import { appLinkAddress, shopLinkAddress } from '#app/domain/link-address.ts';
import { isPasswordPage } from '#app/domain/storefront-state.ts';
import { CLICK_PARAM, LINK_PARAM, utmFromUrl } from '#app/domain/utm.ts';
import { CHECK_HEADER, checkMark } from '#app/flow/capture/check-mark.server.ts';
import { BROWSER } from '#app/flow/capture/check-storefront.server.ts';
import { type Followed, followAddress, type Trouble } from '#app/platform/follow-address.server.ts';
import { PASSWORD } from './check-page.server.ts';
import { dayText, type Launch } from './launch.server.ts';

type Link = NonNullable<Launch['plan']['link']>;

/** What the links of a launch led to; `landing`: path and query on the storefront, null where it led to none. */
export type LinkFindings = {
  link: LaunchFinding;
  shopLink: LaunchFinding;
  inApp: LaunchFinding;
  landing: string | null;
};

/** A proxy that drops our mark still sees that it is no follower. */
const ROBOT = `${BROWSER} Tributary-Launch-Check (bot)`;

const IN_APP: readonly (readonly [string, string])[] = [
  [
    'Instagram',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22G86 Instagram 392.0.0.26.82 (iPhone15,3; iOS 18_6; en_US; en; scale=3.00; 1290x2796)',
  ],
  [
    'TikTok',
    'Mozilla/5.0 (Linux; Android 15; Pixel 8 Build/AP4A.250205.002; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/139.0.7258.94 Mobile Safari/537.36 trill_400804 BytedanceWebview/d8a21c6',
  ],
];

const TROUBLE: Readonly<Record<Trouble, string>> = {
  left: 'The link leads to an address that is not your shop’s',
  too_many_redirects: 'The link is redirected in a circle',
  timeout: 'The link did not lead anywhere within ten seconds',
  unreachable: 'The link could not be opened',
};

/** Follows her link as browsers do, through both doors, marked so that no click is counted. */
export async function checkLinks(launch: Launch): Promise<LinkFindings> {
  const { plan, appUrl, storefront } = launch;
  const { link } = plan;
  if (!link) {
    const none = skipped('The collaboration has no tracking link.');
    return { link: failing(none.reason), shopLink: none, inApp: none, landing: null };
  }
  const onApp = appLinkAddress(appUrl, link.slug);
  const first = await follow(launch, link, onApp, BROWSER);
  const found = judge(launch, link, first);
  const landing = found.state === 'failed' ? null : landingOf(first);
  return {
    link: found,
    shopLink: judge(
      launch,
      link,
      await follow(launch, link, shopLinkAddress(storefront.origin, link.slug), ROBOT),
    ),
    inApp:
      found.state === 'failed'
        ? skipped('The link has to work at all first.')
        : await inApps(launch, link, onApp),
    landing,
  };
}

async function inApps(launch: Launch, link: Link, address: string): Promise<LaunchFinding> {
  for (const [app, userAgent] of IN_APP) {
    const found = judge(launch, link, await follow(launch, link, address, userAgent));
    if (found.state === 'failed') {
      return failing(`In ${app}’s built-in browser: ${found.reason}`);
    }
    if (found.state === 'warning') return found;
  }
  return passed('Both get the same page with the same parameters as every other browser.');
}

function follow(
  { appUrl, storefront, at }: Launch,
  { slug }: Link,
  address: string,
  userAgent: string,
): Promise<Followed> {
  return followAddress(address, {
    hosts: [new URL(appUrl).host, ...storefront.hosts],
    headers: { 'user-agent': userAgent, [CHECK_HEADER]: checkMark(slug, at), accept: 'text/html' },
  });
}

function judge({ shop, plan, at }: Launch, link: Link, followed: Followed): LaunchFinding {
  const { trouble, status, url, hops } = followed;
  if (link.expiresAt !== null && link.expiresAt <= at) {
    return failing(
      `The link expired on ${dayText(link.expiresAt, shop)} and leads to ${link.fallback ?? 'the home page'}. Give it a later end.`,
    );
  }
  if (trouble !== null) return failing(`${TROUBLE[trouble]} (${hops.length} steps).`);
  if (isPasswordPage(url)) return warning(PASSWORD);
  if (status !== 200) return failing(`The link ends at ${pathOf(url)}, which answers ${status}.`);
  const lost = lostParameters(link, url);
  if (lost.length > 0) {
    return failing(
      `On the way to ${pathOf(url)} these parameters get lost: ${lost.join(', ')}. Look for a redirect in Shopify, or an app, that drops them.`,
    );
  }
  const code = plan.codes[0]?.code;
  const isApplied = hops.some((hop) => pathOf(hop).startsWith('/discount/'));
  if (link.appliesCode && code !== undefined && !isApplied) {
    return failing(`The link does not apply the code ${code} on its way.`);
  }
  const wanted = pathOf(new URL(link.destination, url).href);
  const hasPage = plan.objects.some(({ kind, state }) => kind === 'page' && state === 'live');
  if (pathOf(url) !== wanted && !hasPage) {
    return warning(`Her page is not there, so the link leads to ${pathOf(url)} meanwhile.`);
  }
  if (pathOf(url) !== wanted) {
    return warning(
      `The link should lead to ${wanted} and ends at ${pathOf(url)}: something in the shop redirects it. Its parameters arrive.`,
    );
  }
  return passed(
    `It leads to ${pathOf(url)}${isApplied ? ` by way of the code ${code}` : ''} with all its parameters.`,
  );
}

/** Which of the parameters that attribution rests on did not arrive. */
function lostParameters(link: Link, url: string): string[] {
  const utm = utmFromUrl(url);
  const params = new URL(url).searchParams;
  const wanted: [string, string | null, string | null][] = [
    ['utm_source', link.utmSource, utm.source],
    ['utm_medium', link.utmMedium, utm.medium],
    ['utm_campaign', link.utmCampaign, utm.campaign],
    ['utm_content', link.utmContent, utm.content],
    ['utm_term', link.utmTerm, utm.term],
    [LINK_PARAM, link.slug, params.get(LINK_PARAM)],
  ];
  const lost = wanted.filter(([, sent, came]) => sent !== null && sent !== came);
  const names = lost.map(([name]) => name);
  return params.get(CLICK_PARAM) ? names : [...names, CLICK_PARAM];
}

function pathOf(url: string): string {
  return new URL(url).pathname;
}

/** Where her follower comes to the shop: the last page before a password is asked for. */
function landingOf({ hops, url }: Followed): string {
  const { pathname, search } = new URL(hops.findLast((hop) => !isPasswordPage(hop)) ?? url);
  return pathname + search;
}
