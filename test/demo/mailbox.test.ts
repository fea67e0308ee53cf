import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Mailbox, startMailbox } from './mailbox.ts';

let mailbox: Mailbox;

beforeAll(async () => {
  mailbox = await startMailbox();
});
afterAll(() => mailbox.stop());

it('shows what was sent, with its pictures, and lets nothing of it run', async () => {
  const transport = createTransport({ url: mailbox.smtpUrl });
  await transport.sendMail({
    from: 'shop@example.com',
    to: 'Jane <jane@example.com>',
    subject: 'Your <b>code</b>',
    html: '<p>Hi</p><img src="cid:qr@x"><script>alert(1)</script>',
    attachments: [{ cid: 'qr@x', filename: 'qr.png', content: Buffer.from('png') }],
  });
  const list = await (await fetch(mailbox.url)).text();
  expect(list).toContain('Your &lt;b&gt;code&lt;/b&gt;');
  expect(list).toContain('Jane &lt;jane@example.com&gt;');
  const letter = await (await fetch(`${mailbox.url}/1`)).text();
  expect(letter).toContain('sandbox=""');
  expect(letter).toContain(`base64,${Buffer.from('png').toString('base64')}`);
  expect(letter).not.toContain('<script>');
});
