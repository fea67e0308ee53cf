import { expect, it } from 'vitest';
import { z } from 'zod';
import { AppError } from '#app/domain/app-error.ts';
import { answer, bodyOf, checkForm, orRefuse } from '#app/views/refusal.ts';

const refuse = (error: unknown) => answer(() => Promise.reject(error));

it('tells every problem of a form at its field', async () => {
  const schema = z.object({
    name: z.string().min(1, { error: 'Enter a name.' }),
    platforms: z.array(z.object({ handle: z.string({ error: 'Enter a handle.' }) })),
  });
  const answered = await answer(async () => checkForm(schema, { name: '', platforms: [{}] }));
  expect(answered).toMatchObject({
    ok: false,
    refusal: { fields: { name: 'Enter a name.', 'platforms.0.handle': 'Enter a handle.' } },
  });
});

it('puts an error of the house at the field that it names', async () => {
  const details = { field: 'utmCampaign' };
  expect(await refuse(new AppError('conflict', 'Taken.', { details }))).toMatchObject({
    refusal: { message: 'Taken.', fields: { utmCampaign: 'Taken.' } },
  });
  expect(await refuse(new AppError('shopify_unavailable', 'No answer.'))).toMatchObject({
    refusal: { title: 'Shopify did not answer', advice: expect.stringContaining('try again') },
  });
});

it('does not show what only we can mend, and passes on what it does not know', async () => {
  const alarm = await refuse(new AppError('invariant_broken', 'credit of order 5 is off'));
  expect(alarm).toMatchObject({ refusal: { message: '' } });
  await expect(refuse(new TypeError('oops'))).rejects.toThrow('oops');
  const redirect = new Response(null, { status: 302 });
  await expect(refuse(redirect)).rejects.toBe(redirect);
});

it('answers a loader with the status that fits', async () => {
  const thrown = await orRefuse(Promise.reject(new AppError('not_found', 'Gone.'))).catch(
    (response: Response) => response,
  );
  expect((thrown as unknown as Response).status).toBe(404);
});

it('reads broken JSON as nothing', async () => {
  const request = new Request('http://x/', { method: 'POST', body: '{' });
  expect(await bodyOf(request)).toBeNull();
});
