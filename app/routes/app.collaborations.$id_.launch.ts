import type { ActionFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { requestPixel } from '#app/flow/capture/request-pixel.server.ts';
import { repairCollaboration } from '#app/flow/collaborations/repair-collaboration.server.ts';
import { checkLaunch } from '#app/flow/launch/check-launch.server.ts';
import { authenticateMerchant } from '#app/shopify.server.ts';
import { answer, bodyOf, checkForm } from '#app/views/refusal.ts';

const schema = z.object({ intent: z.enum(['check', 'repair', 'repair-pixel']) });

/** Runs the launch check of a collaboration, and repairs what it found. */
export const action = async ({ request, params }: ActionFunctionArgs) => {
  const { shopId } = await authenticateMerchant(request);
  const body = await bodyOf(request);
  const id = params.id ?? '';
  return answer(async () => {
    const { intent } = checkForm(schema, body);
    if (intent === 'check') {
      const { passed } = await checkLaunch(shopId, id);
      return { done: passed ? 'Ready to launch' : 'Not ready yet: see what is missing' };
    }
    if (intent === 'repair') {
      await repairCollaboration(shopId, id);
      return { done: 'Being repaired: check again in a moment' };
    }
    await requestPixel(shopId);
    return { done: 'The pixel is being installed: check again in a moment' };
  });
};
