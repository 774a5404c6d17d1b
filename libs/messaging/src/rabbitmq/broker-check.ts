import { connect } from 'amqplib';
import { serviceComplaint, within } from '#libs/common';
import { type Env } from '#libs/config';

const connectMilliseconds = 5000;
/** Bounds also what the client does not: a server that accepts the connection and then says nothing. */
const answerMilliseconds = 8000;

/**
 * Tries RabbitMQ before anything depends on it. A degraded start does without.
 *
 * @returns what is wrong and what to do, in one line; nothing when it will do
 */
export async function brokerComplaint(
  env: Pick<Env, 'RABBITMQ_URL' | 'STARTUP'>,
): Promise<string | undefined> {
  const url = env.RABBITMQ_URL;
  if (url === undefined || env.STARTUP === 'degraded') return undefined;
  const late = (): Error => new Error('no answer in time');
  try {
    const connection = await within(answerMilliseconds, connect(url, { timeout: connectMilliseconds }), late);
    connection.on('error', () => undefined);
    await within(answerMilliseconds, connection.close(), late);
    return undefined;
  } catch (error) {
    return serviceComplaint('RABBITMQ_URL', 'RabbitMQ', url, error);
  }
}
