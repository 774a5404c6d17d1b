import { type Env } from '#libs/config';
import { type CalendarWriter, Channel, Occasion, toMail } from '#libs/notifications';
import { type Visit } from '../../facts/visit.js';
import { type DeliveryChannel, DeliveryFailure, type Outgoing, type Receipt } from './channel.js';
import { MailLines } from './mail-lines.js';

/** What nodemailer's errors tell. */
interface SmtpError {
  readonly code?: string;
  readonly command?: string;
  readonly responseCode?: number;
  readonly timeoutType?: string;
  /** Of the socket; `connect` when there never was a connection */
  readonly syscall?: string;
}

/** What changes a calendar; a reminder of what stands in it already does not. */
const changing: readonly Occasion[] = [
  Occasion.booked,
  Occasion.confirmed,
  Occasion.moved,
  Occasion.cancelled,
  Occasion.location_changed,
  Occasion.erased,
];

const addressIn = (mailbox: string): string => /<([^>]+)>/.exec(mailbox)?.[1] ?? mailbox;

/** Silence before there was a connection is a no. Silence on a connection may be a yes: the message may be taken. */
function isUncertain({ code, timeoutType, syscall }: SmtpError): boolean {
  if (code === 'ETIMEDOUT') return timeoutType === 'SOCKET_TIMEOUT';
  return (
    code === 'ECONNECTION' ||
    (syscall !== undefined && syscall !== 'connect' && !syscall.startsWith('getaddr'))
  );
}

function failureOf(error: SmtpError): DeliveryFailure {
  const { code = '', command = '', responseCode } = error;
  if (code === 'EAUTH') return new DeliveryFailure('smtp_sign_in', { isOutage: true });
  if (responseCode !== undefined) {
    // Refused is the message, or else the whole connection.
    const isAboutMessage = command === 'RCPT TO' || command === 'DATA';
    const isFinal = responseCode >= 500 && isAboutMessage;
    return new DeliveryFailure(`smtp_${responseCode}`, { isFinal, isOutage: !isAboutMessage });
  }
  const reason = code === 'ETIMEDOUT' ? 'timeout' : 'unreachable';
  return new DeliveryFailure(reason, { isOutage: true, isUncertain: isUncertain(error) });
}

/** Mail over SMTP: HTML and text of one source, and the visit for the reader's calendar. */
export class EmailChannel implements DeliveryChannel {
  readonly name = Channel.email;
  private readonly lines: MailLines;
  private readonly host: string;

  constructor(
    private readonly env: Pick<Env, 'MAIL_FROM' | 'PUBLIC_URL' | 'DELIVERY_TIMEOUT_SECONDS'>,
    smtpUrl: string,
    private readonly calendars: CalendarWriter,
  ) {
    this.host = new URL(env.PUBLIC_URL).hostname;
    this.lines = new MailLines(smtpUrl, env.DELIVERY_TIMEOUT_SECONDS * 1000);
  }

  close(): void {
    this.lines.close();
  }

  async send(message: Outgoing): Promise<Receipt> {
    const { delivery, notice, address } = message;
    const unsubscribe = notice.unsubscribeUrl;
    // A server that keeps what it has seen drops a second copy by this.
    const messageId = `<delivery-${delivery.id}@${this.host}>`;
    const calendars = await this.calendarsOf(message);
    try {
      await this.lines.send({
        from: this.env.MAIL_FROM,
        to: address,
        messageId,
        ...toMail(notice),
        ...calendars,
        headers: {
          'Auto-Submitted': 'auto-generated',
          'Content-Language': notice.locale,
          ...(unsubscribe !== undefined && {
            'List-Unsubscribe': `<${unsubscribe}>`,
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          }),
        },
        disableFileAccess: true,
        disableUrlAccess: true,
      });
    } catch (error) {
      throw failureOf(error as SmtpError);
    }
    return { providerId: messageId };
  }

  /** A request names one visit (RFC 5546, 3.2.2): of several each is a part of its own. Programs that read one alone read the first. */
  private async calendarsOf(message: Outgoing) {
    const { visit, visits, delivery } = message;
    if (visit === undefined || !changing.includes(delivery.occasion)) return {};
    const [first, ...others] = await Promise.all(
      [visit, ...visits].map((each) => this.calendarOf(each, message)),
    );
    if (first === undefined) return {};
    return {
      icalEvent: { filename: 'appointment.ics', ...first },
      attachments: others.map(({ method, content }, index) => ({
        filename: `appointment-${index + 2}.ics`,
        content,
        contentType: `text/calendar; charset=utf-8; method=${method}`,
      })),
    };
  }

  private calendarOf(visit: Visit, { notice, address, recipient }: Outgoing) {
    const parties = { organizer: addressIn(this.env.MAIL_FROM), attendee: address };
    // A letter goes to a patient who has no account any more.
    const isDoctors = recipient !== undefined && !visit.patientSide.includes(recipient.userId);
    return this.calendars.invitation({ ...visit, isDoctors }, notice.locale, parties);
  }
}
