import { z } from 'zod';
import type { JourneyVisit } from '#app/domain/customer-journey.ts';
import { optionalText } from '../inbound/payload-fields.ts';
import type { AdminClient, Operation } from './admin-client.ts';
import { instantSchema, numberOf } from './node-values.ts';

const VISITS = `
  pageInfo { hasNextPage endCursor }
  nodes {
    occurredAt
    ... on CustomerVisit {
      id
      landingPage
      referrerUrl
      utmParameters { source medium campaign content term }
    }
  }`;

const value = optionalText(255);
const visitSchema = z.object({
  occurredAt: instantSchema,
  /** Only a visit has one; moments of other kinds may come one day. */
  id: z.string().optional(),
  landingPage: optionalText(8000),
  referrerUrl: optionalText(8000),
  utmParameters: z
    .object({ source: value, medium: value, campaign: value, content: value, term: value })
    .nullish(),
});
const visitsSchema = z.object({
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  nodes: z.array(visitSchema),
});
type Visits = z.output<typeof visitsSchema>;

const journeysQuery = {
  name: 'journeys',
  document: `#graphql
    query Journeys($ids: [ID!]!) {
      nodes(ids: $ids) {
        ... on Order {
          id
          customerJourneySummary { ready moments(first: 20) { ${VISITS} } }
        }
      }
    }`,
  result: z.object({
    nodes: z.array(
      z
        .object({
          id: z.string(),
          customerJourneySummary: z
            .object({ ready: z.boolean(), moments: visitsSchema.nullable() })
            .nullable(),
        })
        .nullable(),
    ),
  }),
} satisfies Operation;

const visitsQuery = {
  name: 'visits of a journey',
  document: `#graphql
    query Visits($id: ID!, $after: String) {
      order(id: $id) {
        customerJourneySummary { moments(first: 100, after: $after) { ${VISITS} } }
      }
    }`,
  result: z.object({
    order: z
      .object({ customerJourneySummary: z.object({ moments: visitsSchema.nullable() }).nullable() })
      .nullable(),
  }),
} satisfies Operation;

/** Twenty orders of twenty visits each are about 900 points; Shopify allows 1,000 for one query. */
export const JOURNEYS_AT_ONCE = 20;
/** More visits of one buyer in thirty days are a machine's. */
const MAX_VISITS = 300;

/** An order's visits, none where there is no journey (as in a shop's till); null while it is being worked out. */
export type Journey = readonly JourneyVisit[] | null;

/**
 * The customer journeys of at most `JOURNEYS_AT_ONCE` orders, by their ids. An order that Shopify does not show (any
 * more) is not among them.
 */
export async function fetchJourneys(
  client: AdminClient,
  orderIds: readonly bigint[],
): Promise<Map<bigint, Journey>> {
  const ids = orderIds.map((id) => `gid://shopify/Order/${id}`);
  const { nodes } = await client.run(journeysQuery, { ids });
  const journeys = new Map<bigint, Journey>();
  for (const node of nodes) {
    if (!node) continue;
    const { id, customerJourneySummary: summary } = node;
    const isWorkedOut = summary === null || summary.ready;
    journeys.set(numberOf(id), isWorkedOut ? await allVisits(client, id, summary?.moments) : null);
  }
  return journeys;
}

async function allVisits(
  client: AdminClient,
  id: string,
  first: Visits | null | undefined,
): Promise<JourneyVisit[]> {
  const visits: JourneyVisit[] = [];
  let page = first;
  while (page) {
    visits.push(...page.nodes.flatMap(visitFromNode));
    const { hasNextPage, endCursor } = page.pageInfo;
    if (!hasNextPage || visits.length >= MAX_VISITS) break;
    const { order } = await client.run(visitsQuery, { id, after: endCursor });
    page = order?.customerJourneySummary?.moments;
  }
  return visits;
}

function visitFromNode(node: z.output<typeof visitSchema>): JourneyVisit[] {
  const { id, utmParameters, ...visit } = node;
  if (id === undefined) return [];
  const utm = utmParameters ?? {
    source: null,
    medium: null,
    campaign: null,
    content: null,
    term: null,
  };
  return [{ id, ...visit, utm }];
}
