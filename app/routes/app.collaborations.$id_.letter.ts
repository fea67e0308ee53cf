import type { LoaderFunctionArgs } from '@remix-run/node';
import { v7 as newId } from 'uuid';
import { z } from 'zod';
import { briefOf, MAX_NOTE } from '#app/domain/brief.ts';
import { composeLetter } from '#app/flow/launch/compose-letter.server.ts';
import { mailFile } from '#app/platform/mail.server.ts';
import { authenticateMerchant } from '#app/shopify.server.ts';
import { briefView } from '#app/views/brief-view.server.ts';
import { orRefuse } from '#app/views/refusal.ts';

const email = z.email();

/** The brief as a file that opens in a mail program as a draft of the merchant's own. */
export const loader = async ({ request, params }: LoaderFunctionArgs) => {
  const { shop } = await authenticateMerchant(request);
  const query = new URL(request.url).searchParams;
  const { facts } = await orRefuse(briefView(shop, params.id));
  const letter = {
    id: newId(),
    recipient: email.safeParse(query.get('recipient')?.trim()).data ?? null,
    recipientName: facts.influencerName,
    content: briefOf(facts, (query.get('note') ?? '').slice(0, MAX_NOTE).toWellFormed()),
  };
  const file = await mailFile(await composeLetter(shop, letter, { draft: true }));
  return new Response(new Uint8Array(file), {
    headers: {
      'content-type': 'message/rfc822',
      'content-disposition': 'attachment; filename="brief.eml"',
      'cache-control': 'no-store',
    },
  });
};
