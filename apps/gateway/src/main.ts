import { redisComplaints } from '#libs/cache';
import { loadEnv, portComplaint, refuseToStart, startProcess } from '#libs/config';
import { appDatabaseComplaint } from '#libs/database';
import { brokerComplaint } from '#libs/messaging';
import { bootstrap } from './bootstrap.js';

startProcess(async () => {
  const env = loadEnv();
  refuseToStart(
    await Promise.all([
      appDatabaseComplaint(env),
      redisComplaints(env),
      brokerComplaint(env),
      portComplaint('PORT', env.PORT, env.HOST),
      env.METRICS_PORT === undefined ? undefined : portComplaint('METRICS_PORT', env.METRICS_PORT, env.HOST),
    ]),
  );
  const app = await bootstrap(env);
  // RabbitMQ may still be away: requests are served meanwhile.
  const subscribed = app.startAllMicroservices();
  await app.listen(env.PORT, env.HOST);
  await subscribed;
});
