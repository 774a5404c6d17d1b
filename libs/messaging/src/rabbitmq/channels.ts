import {
  type AmqpConnectionManager,
  type ChannelWrapper,
  type CreateChannelOpts,
} from 'amqp-connection-manager';

const setupMilliseconds = 8000;

/** Ends a connection without a word to the broker, who may not answer; the manager then makes another. */
export function breakOff(connection: AmqpConnectionManager, reason = 'the broker does not answer'): void {
  const { connection: link } = (connection.connection ?? {}) as {
    connection?: { stream: { destroy(error: Error): void } };
  };
  link?.stream.destroy(new Error(reason));
}

/** While the broker sends heartbeats, an answer that was lost is waited for without end. */
function boundSetup(connection: AmqpConnectionManager, channel: ChannelWrapper, milliseconds: number): void {
  let timer: NodeJS.Timeout | undefined;
  const end = (): void => {
    clearTimeout(timer);
  };
  const begin = (): void => {
    end();
    timer = setTimeout(() => {
      breakOff(connection);
    }, milliseconds);
  };
  connection.on('connect', begin);
  connection.on('disconnect', end);
  channel.on('connect', end);
  channel.on('close', () => {
    end();
    connection.removeListener('connect', begin);
  });
  if (connection.isConnected()) begin();
}

/**
 * Looks after the channels of a connection. One that is not set up in time has the connection made anew. And their
 * errors are heard: Nest opens channels and does not listen, and an error without a listener ends the process; a
 * connection that breaks while a channel is being set up would be enough. The next connection sets the channel up anew.
 *
 * @param milliseconds that setting up may take
 */
export function lookAfterChannels(
  connection: AmqpConnectionManager,
  hear: (error: Error) => void,
  milliseconds = setupMilliseconds,
): AmqpConnectionManager {
  const createChannel = connection.createChannel.bind(connection);
  connection.createChannel = (options?: CreateChannelOpts) => {
    const channel = createChannel(options);
    channel.on('error', hear);
    boundSetup(connection, channel, milliseconds);
    return channel;
  };
  return connection;
}
