import fastifyCookie from '@fastify/cookie';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { JsonLogger } from '#libs/common';
import { type Env } from '#libs/config';
import { DoctorsService } from '#libs/doctors';
import { RmqServer, topologyOf } from '#libs/messaging';
import { type Histogram, metricToken } from '#libs/metrics';
import { AppModule } from './app.module.js';
import { answerCalendars } from './booking/availability/answer-calendars.js';
import { KeptCalendars } from './booking/availability/kept-calendars.service.js';
import { answerKeptSearches } from './clinic/doctors/kept-searches.js';
import { deadlines, endLateAnswers } from './http/deadlines.js';
import { readCalendars } from './http/input/calendar-body.js';
import { readForms } from './http/input/form-body.js';
import { keepRawBodies } from './http/input/raw-body.js';
import { observeRequests, requestIdOf } from './http/answers/request-log.js';
import { serveWebClient } from './http/web/web-client.js';
import { limitRequests } from './limits/limit-requests.js';
import { Limits } from './limits/limits.service.js';
import { serveOpenApi } from './openapi/serve-openapi.js';
import { Departure } from './operations/departure.service.js';
import { endConnectionsOnDeparture } from './operations/last-answers.js';
import { logSecurityEvents } from './operations/security/log-security-events.js';
import { SecurityLog } from './operations/security/security-log.service.js';
import { requestDurations } from './operations/operations.module.js';
import { refuseUnroutable } from './http/answers/problem.filter.js';

const mostBodyBytes = 100 * 1024;
const rpcPrefetch = 20;

/** Everything below `/v1` answers without it too. */
const withoutVersion = (url: string): string => url.replace(/^\/v1(?=[/?]|$)/, '').replace(/^(?!\/)/, '/');

/** Builds the gateway as it runs in production, ready to listen. */
export async function bootstrap(env: Env): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: mostBodyBytes,
    genReqId: requestIdOf,
    // From any other sender, X-Forwarded-For is a claim that costs nothing.
    trustProxy: env.TRUST_PROXY.length > 0 ? [...env.TRUST_PROXY] : false,
    rewriteUrl: ({ url = '/' }) => withoutVersion(url),
    frameworkErrors: refuseUnroutable,
    // A request that is in progress when the process is told to stop is still answered.
    forceCloseConnections: 'idle',
    ...deadlines,
  });
  const logger = new JsonLogger(env.LOG_LEVEL);
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.forRoot(env), adapter, {
    logger,
    abortOnError: false,
    // Bodies are JSON and nothing else: Nest would read forms, which any page on the web can send, and Fastify text.
    bodyParser: false,
  });
  await registerHooks(app, logger, env);
  if (env.DOCS === 'on') serveOpenApi(app);
  await serveWebClient(adapter.getInstance());
  if (env.RABBITMQ_URL !== undefined) {
    const topology = topologyOf(env.NAMESPACE);
    const strategy = new RmqServer(env.RABBITMQ_URL, topology, topology.rpcQueue, rpcPrefetch);
    app.connectMicroservice({ strategy });
  }
  // A stop that was asked for is no failure: the process ends with code 0.
  app.enableShutdownHooks([], { useProcessExit: true });
  return app;
}

/** What every request goes through before Nest sees it, in this order. */
async function registerHooks(app: NestFastifyApplication, logger: JsonLogger, env: Env): Promise<void> {
  const server = app.getHttpAdapter().getInstance();
  endLateAnswers(server);
  server.removeContentTypeParser('text/plain');
  readCalendars(server);
  await app.register(fastifyCookie);
  observeRequests(
    server,
    logger,
    app.get<Histogram<'method' | 'route' | 'status'>>(metricToken(requestDurations)),
  );
  logSecurityEvents(server, app.get(SecurityLog));
  limitRequests(server, app.get(Limits));
  readForms(server);
  keepRawBodies(server, mostBodyBytes);
  if (env.CORS_ORIGINS.length > 0) {
    app.enableCors({
      origin: [...env.CORS_ORIGINS],
      methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
      // The refresh cookie may come along; it is Strict, so from pages of the same site only.
      credentials: true,
      exposedHeaders: ['ETag', 'Link', 'Retry-After', 'RateLimit', 'RateLimit-Policy', 'X-Request-Id'],
    });
  }
  // After the hooks that concern every answer, because a kept answer passes them too.
  answerKeptSearches(server, app.get(DoctorsService));
  answerCalendars(server, app.get(KeptCalendars));
  endConnectionsOnDeparture(server, app.get(Departure));
}
