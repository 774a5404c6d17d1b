import { connect } from 'amqp-connection-manager';
// Past the door of the lib, which has no use for it elsewhere.
import { lookAfterChannels } from '../../libs/messaging/src/rabbitmq/channels.js';
import { services } from '../support/services.js';

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
