import { clicksAtDoor } from '#app/flow/capture/record-click.server.ts';
import { healthView } from '#app/views/health-view.server.ts';

/** For load balancers: 200 while this process can reach its database, else 503. `clicks`: not yet written, and lost. */
export const loader = async () => {
  const health = await healthView();
  return Response.json(
    { ...health, clicks: clicksAtDoor() },
    { status: health.database ? 200 : 503 },
  );
};
