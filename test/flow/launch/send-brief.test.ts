import PostalMime from 'postal-mime';
import { v7 as newId } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { pool, prisma } from '#app/db/client.server.ts';
import { findLetter, insertLetter, listLetters } from '#app/db/letter-store.server.ts';
import { type BriefFacts, briefOf } from '#app/domain/brief.ts';
import { composeLetter } from '#app/flow/launch/compose-letter.server.ts';
import { sendBrief } from '#app/flow/launch/send-brief.server.ts';
import { sendLetter } from '#app/flow/launch/send-letter.server.ts';
import { mailFile } from '#app/platform/mail.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import { localShopify, openShop, start } from '#test/flow/collaborations/open-shop.ts';
import { startMailServer } from './mail-server.ts';

let server: Awaited<ReturnType<typeof startMailServer>>;

beforeAll(async () => {
  server = await startMailServer();
  Object.assign(process.env, { SMTP_URL: server.url, MAIL_FROM: 'briefs@tributary.example' });
});
afterAll(async () => {
  delete process.env.SMTP_URL;
  delete process.env.MAIL_FROM;
  await server.close();
});
afterEach(() => {
  server.behave('takes');
  server.received.length = 0;
});
freshDatabase();
localShopify();

const LINK = 'https://app.example/r/x7kbcdfgh';
const FACTS: BriefFacts = {
  influencerName: 'Jane Doe',
  shopName: 'Glowy',
  campaignName: 'Spring Glow',
  code: 'JANE10',
  offer: '10% off your order',
  endsOn: null,
  link: LINK,
  qr: LINK,
  page: null,
  short: null,
};
const TO = 'jane@example.com';
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47]);

async function written(facts: Partial<BriefFacts> = {}, name = 'Jane Doe') {
  const { shopId, shop } = await openShop();
  const id = await start(shopId, name);
  const content = briefOf({ ...FACTS, ...facts }, 'A note of ours');
  const { letterId } = await sendBrief(shopId, id, { recipient: TO, content });
  const state = async () => (await findLetter(prisma(), shopId, letterId))?.state;
  return { shopId, shop, id, letterId, content, state };
}

describe('a brief', () => {
  it('reaches her with code, link and QR code, as the merchant saw it', async () => {
    const { shopId, shop, letterId, content, id, state } = await written();
    expect(await state()).toBe('intended');
    await sendLetter(shopId, letterId);
    const [got] = server.received;
    expect(got?.mail).toMatchObject({
      subject: content.subject,
      to: [{ address: TO, name: 'Jane Doe' }],
      from: { address: 'briefs@tributary.example', name: shop.name },
      replyTo: [{ address: shop.email }],
      messageId: `<${letterId}@${shop.domain}>`,
    });
    expect(got?.mail.text).toContain('JANE10 – gives 10% off your order');
    expect(got?.mail.text).toContain(LINK);
    expect(got?.mail.text).toContain('A note of ours');
    expect(got?.mail.html).toContain('src="cid:qr@tributary"');
    const [picture] = got?.mail.attachments ?? [];
    expect(picture).toMatchObject({ mimeType: 'image/png', contentId: '<qr@tributary>' });
    expect(Buffer.from(picture?.content as ArrayBuffer).subarray(0, 4)).toEqual(PNG);
    expect(await state()).toBe('sent');
    expect(await listLetters(prisma(), shopId, id, 5)).toMatchObject([
      { recipient: TO, state: 'sent', sentAt: expect.any(Date) },
    ]);
  });

  it('has its job in the queue, and is not written again while it waits', async () => {
    const { shopId, id, content, letterId } = await written();
    const { rows } = await pool().query(
      `select payload from graphile_worker._private_jobs where key = $1`,
      [`send-letter:${shopId}:${letterId}`],
    );
    expect(rows).toHaveLength(1);
    await expect(sendBrief(shopId, id, { recipient: TO, content })).rejects.toThrow(/on its way/);
    await expect(sendBrief(shopId, newId(), { recipient: TO, content })).rejects.toThrow(
      /not there/,
    );
  });

  it('lets no name become a header', async () => {
    const hostile = 'Jane\r\nBcc: all@example.com\r\n=?utf-8?Q?x?= "<b@example.com>,';
    const { shopId, letterId } = await written(
      { campaignName: hostile, shopName: hostile },
      'Jane',
    );
    await prisma().influencer.updateMany({ where: { shopId }, data: { name: hostile } });
    await prisma().shop.update({ where: { id: shopId }, data: { name: hostile } });
    await sendLetter(shopId, letterId);
    const [got] = server.received;
    const head = got?.raw.split('\r\n\r\n', 1)[0] ?? '';
    expect(head).not.toMatch(/^bcc:/im);
    expect(head).not.toContain('=?utf-8?Q?x?=');
    expect(got?.mail.to).toHaveLength(1);
    expect(got?.mail.to?.[0]?.address).toBe(TO);
    expect(got?.mail.from?.address).toBe('briefs@tributary.example');
    expect(got?.mail.subject).toContain('Bcc: all@example.com');
  });

  it('is a file that mail programs open', async () => {
    const { shop, letterId, content } = await written();
    const letter = { id: letterId, recipient: TO, recipientName: 'Jané', content };
    const mail = await PostalMime.parse(
      await mailFile(await composeLetter(shop, letter, { draft: true })),
    );
    expect(mail).toMatchObject({ subject: content.subject, to: [{ name: 'Jané', address: TO }] });
    expect(mail.from?.address).toBe(shop.email);
    expect(mail.attachments).toHaveLength(1);
  });
});

describe('a mail server that does not take it', () => {
  it('is tried again when nobody is there', async () => {
    const { shopId, letterId, state } = await written();
    await server.close();
    await expect(sendLetter(shopId, letterId)).rejects.toMatchObject({ code: 'mail_unavailable' });
    expect(await state()).toBe('intended');
    await server.open();
    await sendLetter(shopId, letterId);
    expect(await state()).toBe('sent');
  });

  it('is tried again when it is busy, and then once only', async () => {
    const { shopId, letterId, state } = await written();
    server.behave('busy');
    await expect(sendLetter(shopId, letterId)).rejects.toMatchObject({ code: 'mail_unavailable' });
    expect(await state()).toBe('intended');
    server.behave('takes');
    await sendLetter(shopId, letterId);
    await sendLetter(shopId, letterId);
    expect(server.received).toHaveLength(1);
    expect(await state()).toBe('sent');
  });

  it('ends it when it refuses, with its reason', async () => {
    const { shopId, letterId, state } = await written();
    server.behave('refuses');
    await sendLetter(shopId, letterId);
    expect(await state()).toBe('failed');
    expect((await findLetter(prisma(), shopId, letterId))?.errorMessage).toContain(
      'No such mailbox',
    );
  });

  it('gives up after two hours', async () => {
    const { shopId, letterId, state } = await written();
    const createdAt = new Date(Date.now() - 3 * 3_600_000);
    await prisma().letter.updateMany({ where: { shopId }, data: { createdAt } });
    server.behave('busy');
    await sendLetter(shopId, letterId);
    expect(await state()).toBe('failed');
  });

  it('never gets it twice when nobody knows whether it was taken', async () => {
    const { shopId, letterId, state } = await written();
    server.behave('hangs up');
    await sendLetter(shopId, letterId);
    server.behave('takes');
    await sendLetter(shopId, letterId);
    expect(server.received).toHaveLength(1);
    expect(await state()).toBe('sending');
  });

  it('never gets it twice when the process died on the way', async () => {
    const { shopId, id, content } = await written();
    const letterId = newId();
    await insertLetter(prisma(), shopId, {
      id: letterId,
      collaborationId: id,
      recipient: TO,
      content,
    });
    await prisma().letter.updateMany({ where: { id: letterId }, data: { state: 'sending' } });
    await sendLetter(shopId, letterId);
    expect(server.received).toHaveLength(0);
  });
});
