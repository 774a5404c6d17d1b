import { connect } from 'amqp-connection-manager';
import { type ConsumeMessage } from 'amqplib';
// Past the door of the lib, which has no use for it elsewhere.
import { acknowledgeTogether } from '../../libs/messaging/src/rabbitmq/acknowledging.js';
import { lookAfterChannels } from '../../libs/messaging/src/rabbitmq/channels.js';
import { withRabbitmq } from '../support/run/connections.js';
import { services } from '../support/services.js';

type Six = [ConsumeMessage, ConsumeMessage, ConsumeMessage, ConsumeMessage, ConsumeMessage, ConsumeMessage];

it('connects anew when the answer to the setup of a channel is lost', async () => {
  const options = { heartbeatIntervalInSeconds: 5, reconnectTimeInSeconds: 0.1 };
  const connection = lookAfterChannels(connect([services().rabbitmqUrl], options), () => undefined, 200);
  const setups: Promise<void>[] = [];
  const channel = connection.createChannel({
    setup: () => {
      const lost = setups.length === 0;
      const setup = lost ? new Promise<void>(() => undefined) : Promise.resolve();
      setups.push(setup);
      return setup;
    },
  });
  await channel.waitForConnect();
  expect(setups).toHaveLength(2);
  await connection.close();
});

it('acknowledges together what was handled, and never what is still in hand', async () => {
  await withRabbitmq(services().rabbitmqUrl, async (connection) => {
    const channel = await connection.createConfirmChannel();
    acknowledgeTogether(channel);
    const { queue } = await channel.assertQueue('', { exclusive: true });
    for (const body of ['1', '2', '3', '4', '5', '6']) channel.sendToQueue(queue, Buffer.from(body));
    const messages: ConsumeMessage[] = [];
    const allCame = new Promise<void>((resolve) => {
      void channel.consume(queue, (message) => {
        if (message !== null && messages.push(message) === 6) resolve();
      });
    });
    await allCame;
    // The third is in hand, and the fourth is left to others.
    const [first, second, , fourth, fifth, sixth] = messages as Six;
    channel.nack(fourth, false, false);
    for (const message of [sixth, first, second, fifth]) channel.ack(message);
    // Not a moment for it: what was handled is told before the channel is.
    await channel.close();
    const after = await connection.createChannel();
    const left = await after.get(queue);
    expect(left !== false && left.content.toString()).toBe('3');
    expect(await after.get(queue)).toBe(false);
  });
});
