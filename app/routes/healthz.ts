import { healthView } from '#app/views/health-view.server.ts';

/** For load balancers: 200 while this process can reach its database, else 503. */
export const loader = async () => {
  const health = await healthView();
  return Response.json(health, { status: health.database ? 200 : 503 });
};
