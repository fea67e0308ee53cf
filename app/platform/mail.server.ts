import { createTransport, type SendMailOptions } from 'nodemailer';
import { environment } from './environment.server.ts';

export type Mailbox = { readonly name: string; readonly address: string };

export type Mail = {
  readonly from: Mailbox;
  readonly replyTo: Mailbox;
  /** Null in a draft that is not addressed yet. */
  readonly to: Mailbox | null;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Pictures that the HTML shows, by content id. */
  readonly pictures: readonly {
    readonly cid: string;
    readonly fileName: string;
    readonly png: Buffer;
  }[];
  /** The same for every attempt at one letter, so that mailboxes can tell a double. */
  readonly messageId: string;
};

/**
 * What became of a mail that the server did not confirm. `refused`: it will never take it. `later`: it did not take
 * it this time. `unsure`: the connection broke when it may have taken it already.
 */
export type MailTrouble = { readonly kind: 'refused' | 'later' | 'unsure'; readonly said: string };

/** Whether a mail server is configured. */
export function isMailOn(): boolean {
  return environment().SMTP_URL !== undefined;
}

/** The address that mails are sent from, or null where none are sent. */
export function mailFrom(): string | null {
  return environment().MAIL_FROM ?? null;
}

const PATIENCE = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

/** Hands a mail to the mail server. Null once the server has taken it. */
export async function sendMail(mail: Mail): Promise<MailTrouble | null> {
  const { SMTP_URL } = environment();
  if (SMTP_URL === undefined) return { kind: 'refused', said: 'No mail server is configured.' };
  const transport = createTransport({ url: SMTP_URL, ...PATIENCE });
  try {
    await transport.sendMail(optionsOf(mail));
    return null;
  } catch (error) {
    return troubleOf(error);
  } finally {
    transport.close();
  }
}

/** The mail as a file that mail programs open as a draft (.eml). */
export async function mailFile(mail: Mail): Promise<Buffer> {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const headers = { 'X-Unsent': '1' };
  const { message } = await transport.sendMail({ ...optionsOf(mail), headers });
  return Buffer.isBuffer(message) ? message : Buffer.from('');
}

function optionsOf(mail: Mail): SendMailOptions {
  const { from, replyTo, to, subject, text, html, messageId } = mail;
  return {
    from: { ...from, name: headerText(from.name) },
    replyTo: { ...replyTo, name: headerText(replyTo.name) },
    ...(to ? { to: { ...to, name: headerText(to.name) } } : {}),
    subject: headerText(subject),
    text,
    html,
    messageId,
    attachments: mail.pictures.map(({ cid, fileName, png }) => ({
      cid,
      filename: fileName,
      content: png,
      contentType: 'image/png',
      contentDisposition: 'inline',
    })),
    // Nothing in a letter may make this process open a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** One line, in which nothing is read as an encoded word that was not encoded here. */
function headerText(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll('=?', '= ?')
    .trim();
}

/** What can go wrong only before the server is asked to take the mail. A connection that closed may close at any time. */
const BEFORE_MAIL: readonly (string | undefined)[] = ['EDNS', 'EAUTH', 'ETLS', 'EPROXY'];
const NEVER_CONNECTED = /^(?:connection timeout|greeting never received)/i;

function troubleOf(error: unknown): MailTrouble {
  const { syscall, responseCode, response, code, message } = error as {
    syscall?: string;
    responseCode?: number;
    response?: string;
    code?: string;
    message?: string;
  };
  const said = (response ?? message ?? 'The mail server gave no reason.').slice(0, 300);
  if (responseCode !== undefined) {
    return { kind: responseCode >= 500 && code !== 'EAUTH' ? 'refused' : 'later', said };
  }
  if (code === 'EENVELOPE' || code === 'EMESSAGE') return { kind: 'refused', said };
  const isBefore =
    BEFORE_MAIL.includes(code) || syscall === 'connect' || NEVER_CONNECTED.test(message ?? '');
  return { kind: isBefore ? 'later' : 'unsure', said };
}
