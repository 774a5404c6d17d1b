import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { JsonLogger } from '#libs/common';
import { type Env } from '#libs/config';
import { AppModule } from './app.module.js';
import { EventSource } from './events/event-source.service.js';

/** Builds the notifications app as it runs in production: events over the broker, health and metrics over HTTP. */
export async function bootstrap(env: Env): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.forRoot(env), new FastifyAdapter(), {
    logger: new JsonLogger(env.LOG_LEVEL),
    abortOnError: false,
  });
  app.connectMicroservice(app.get(EventSource).transport);
  // A stop that was asked for is no failure: the process ends with code 0.
  app.enableShutdownHooks([], { useProcessExit: true });
  return app;
}
