import { type AmqpConnectionManager, type CreateChannelOpts } from 'amqp-connection-manager';

/**
 * Nest opens channels and does not listen to their errors, and an error that nobody listens to ends the process: a
 * connection that breaks while a channel is being set up would be enough. The next connection sets the channel up anew.
 */
export function hearChannelErrors(
  connection: AmqpConnectionManager,
  hear: (error: Error) => void,
): AmqpConnectionManager {
  const createChannel = connection.createChannel.bind(connection);
  connection.createChannel = (options?: CreateChannelOpts) => {
    const channel = createChannel(options);
    channel.on('error', hear);
    return channel;
  };
  return connection;
}
