import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { EmailChannel } from '../../apps/notifications/src/delivery/channels/email.channel.js';
import { type Outgoing } from '../../apps/notifications/src/delivery/channels/channel.js';
import { SmsChannel } from '../../apps/notifications/src/delivery/channels/sms.channel.js';
import { type CalendarWriter } from '#libs/notifications';
import { eventually } from '../support/wait.js';

const env = {
  DELIVERY_TIMEOUT_SECONDS: 1,
  MAIL_FROM: 'Docket <no-reply@clinic.example>',
  PUBLIC_URL: 'https://clinic.example',
};
const outgoing = {
  delivery: { id: 1, occasion: 'password_reset' },
  others: [],
  notice: { title: 'Title', brief: 'Brief', locale: 'en', lead: 'Lead', facts: [] },
  address: 'ada@clinic.example',
  visits: [],
} as unknown as Outgoing;

type Manner = 'silent' | 'trickling' | 'well';

/** A provider that takes every connection, and then answers in the manner that it is told. */
class Provider {
  manner: Manner = 'silent';
  readonly open = new Set<Socket>();
  private readonly server: Server;

  constructor(private readonly speak: (socket: Socket, manner: () => Manner) => void) {
    this.server = createServer((socket) => {
      this.open.add(socket);
      // What is not read is not known to have ended.
      socket
        .on('error', () => undefined)
        .on('close', () => this.open.delete(socket))
        .resume();
      this.speak(socket, () => this.manner);
    });
  }

  async listen(): Promise<number> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return (this.server.address() as AddressInfo).port;
  }

  close(): void {
    for (const socket of this.open) socket.destroy();
    this.server.close();
  }
}

/** One byte now and then, without an end */
function trickle(socket: Socket): void {
  const timer = setInterval(() => socket.write('x'), 50);
  socket.on('close', () => {
    clearInterval(timer);
  });
}

/** Greets, and then answers what it is asked; or begins to, and does not come to an end. */
function speakSmtp(socket: Socket, manner: () => Manner): void {
  let isText = false;
  if (manner() === 'silent') return;
  socket.write('220 clinic.example\r\n');
  if (manner() === 'trickling') {
    socket.once('data', () => {
      socket.write('250-');
      trickle(socket);
    });
    return;
  }
  socket.on('data', (chunk: Buffer) => {
    const said = chunk.toString();
    if (isText && !said.endsWith('\r\n.\r\n')) return;
    const begins = said.startsWith('DATA');
    isText = begins;
    socket.write(begins ? '354 go on\r\n' : '250 taken\r\n');
  });
}

function speakHttp(socket: Socket, manner: () => Manner): void {
  socket.on('data', () => {
    const isWell = manner() === 'well';
    if (manner() === 'silent') return;
    socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${isWell ? 2 : 2000}\r\n\r\n`);
    if (isWell) socket.write('{}');
    else trickle(socket);
  });
}

const calendars = {} as CalendarWriter;

let provider: Provider;

afterEach(() => {
  provider.close();
});

it.each([
  ['mail', speakSmtp, (port: number) => new EmailChannel(env, `smtp://127.0.0.1:${port}`, calendars)],
  ['text messages', speakHttp, (port: number) => new SmsChannel(`http://127.0.0.1:${port}`, 's', env)],
] as const)(
  'gives up on a provider of %s that does not end its answer, and uses it once it does',
  async (_name, speak, channelAt) => {
    provider = new Provider(speak);
    const channel = channelAt(await provider.listen());
    const sendMany = (): Promise<PromiseSettledResult<unknown>[]> =>
      Promise.allSettled(Array.from({ length: 7 }, () => channel.send(outgoing)));
    for (const manner of ['silent', 'trickling'] as const) {
      provider.manner = manner;
      const begun = performance.now();
      const results = await sendMany();
      expect(performance.now() - begun).toBeLessThan(5000);
      for (const result of results)
        expect(result).toMatchObject({ status: 'rejected', reason: { reason: 'timeout' } });
      // A connection that is kept for the next message would never be of use again.
      if (channel instanceof EmailChannel)
        await eventually(() => {
          expect(provider.open.size).toBe(0);
        });
    }
    provider.manner = 'well';
    await eventually(async () => {
      expect((await sendMany()).map(({ status }) => status)).toEqual(Array(7).fill('fulfilled'));
    });
    if ('close' in channel) channel.close();
  },
);
