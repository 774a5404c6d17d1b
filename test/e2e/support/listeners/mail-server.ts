import { once } from 'node:events';
import { type AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** A mail as its reader's program sees it. */
export interface CaughtMail {
  readonly to: string;
  readonly mail: Email;
  /** The calendar part, unfolded */
  readonly calendar: string;
}

/** A real SMTP server on this machine that keeps what it takes. */
export interface MailServer {
  readonly url: string;
  readonly mails: CaughtMail[];
  /** Whose mailbox there is not; by default there is every one */
  lacks: (to: string) => boolean;
  /** What the server does with each message, by its recipient; it takes everything by default */
  behave: (to: string) => 'take' | 'fail' | 'hang';
  to(address: string): CaughtMail[];
  close(): Promise<void>;
}

const textOf = (content: ArrayBuffer | Uint8Array | string): string =>
  typeof content === 'string' ? content : Buffer.from(content as Uint8Array).toString('utf8');

async function caught(raw: Buffer, to: string): Promise<CaughtMail> {
  const mail = await PostalMime.parse(raw);
  const part = mail.attachments.find(({ mimeType }) => mimeType === 'text/calendar');
  const calendar = part === undefined ? '' : textOf(part.content).replace(/\r\n[ \t]/g, '');
  return { to, mail, calendar };
}

const reply = (code: number, text: string): Error => Object.assign(new Error(text), { responseCode: code });

export async function startMailServer(): Promise<MailServer> {
  const mails: CaughtMail[] = [];
  const state: Pick<MailServer, 'behave' | 'lacks'> = { behave: () => 'take', lacks: () => false };
  const server = new SMTPServer({
    authOptional: true,
    closeTimeout: 200,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: ({ address }, _session, callback) => {
      callback(state.lacks(address) ? reply(550, 'No such mailbox') : undefined);
    },
    onData: (stream, session, callback) => {
      const to = session.envelope.rcptTo[0]?.address ?? '';
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const manner = state.behave(to);
        if (manner === 'fail') callback(reply(451, 'Try again'));
        if (manner === 'fail') return;
        void caught(Buffer.concat(chunks), to).then((mail) => {
          mails.push(mail);
          // Taken, and the sender never hears of it.
          if (manner === 'take') callback();
        });
      });
    },
  });
  // A sender that is killed breaks its connection.
  server.on('error', () => undefined);
  const listener = server.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  return Object.assign(state, {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    to: (address: string) => mails.filter((mail) => mail.to === address),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(resolve);
      }),
  });
}
