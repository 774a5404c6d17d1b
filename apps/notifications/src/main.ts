import { loadEnv, portComplaint, refuseToStart, startProcess } from '#libs/config';
import { appDatabaseComplaint } from '#libs/database';
import { brokerComplaint } from '#libs/messaging';
import { bootstrap } from './bootstrap.js';

startProcess(async () => {
  const env = loadEnv();
  refuseToStart(
    await Promise.all([
      appDatabaseComplaint(env),
      brokerComplaint(env),
      portComplaint('NOTIFICATIONS_PORT', env.NOTIFICATIONS_PORT, env.HOST),
      env.RABBITMQ_URL === undefined ? portComplaint('EVENTS_PORT', env.EVENTS_PORT, '127.0.0.1') : undefined,
    ]),
  );
  const app = await bootstrap(env);
  // Health is answered while RabbitMQ is still away; readiness tells when events are taken.
  const subscribed = app.startAllMicroservices();
  await app.listen(env.NOTIFICATIONS_PORT, env.HOST);
  await subscribed;
});
