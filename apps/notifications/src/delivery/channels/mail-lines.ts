import { createTransport, type SendMailOptions, type Transporter } from 'nodemailer';
import pLimit from 'p-limit';
import { within } from '#libs/common';

const lines = 5;

/** What a mail server says that does not end what it says. */
export class EndlessAnswer extends Error {
  readonly code = 'ETIMEDOUT';
  /** It may have taken the message */
  readonly timeoutType = 'SOCKET_TIMEOUT';
}

/**
 * Lines to a mail server that are kept open, each a pool of one connection. The library gives up on a server that is
 * silent, but not on one that goes on sending a byte now and then: its connection would never be free again. So each
 * message has an end, and a line on which it was not met is cut, which the others do not notice.
 */
export class MailLines {
  private readonly limit = pLimit(lines);
  private readonly free: Transporter[] = [];
  private readonly url: string;

  /** @param milliseconds that a message may take, the wait for a line included */
  constructor(
    smtpUrl: string,
    private readonly milliseconds: number,
  ) {
    const url = new URL(smtpUrl);
    url.searchParams.set('pool', 'true');
    url.searchParams.set('maxConnections', '1');
    for (const limit of ['connectionTimeout', 'greetingTimeout', 'socketTimeout', 'dnsTimeout'])
      url.searchParams.set(limit, String(milliseconds));
    this.url = url.href;
  }

  /** @throws Error of nodemailer, or {@link EndlessAnswer} */
  async send(mail: SendMailOptions): Promise<void> {
    const end = performance.now() + this.milliseconds;
    await this.limit(async () => {
      const left = end - performance.now();
      // Its sender has given up, and will try again.
      if (left <= 0) throw new EndlessAnswer('No line was free in time.');
      const line = this.free.pop() ?? createTransport(this.url);
      try {
        await within(left, line.sendMail(mail), () => new EndlessAnswer('The answer did not end in time.'));
      } catch (error) {
        if (error instanceof EndlessAnswer) line.close({ force: true });
        else this.free.push(line);
        throw error;
      }
      this.free.push(line);
    });
  }

  close(): void {
    for (const line of this.free) line.close();
  }
}
