import { type DynamicModule, type INestApplicationContext, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CacheModule } from '#libs/cache';
import { CommonModule } from '#libs/common';
import { ConfigModule, loadEnv } from '#libs/config';
import { DatabaseModule } from '#libs/database';
import { asApp } from './app-login.js';
import { type TestDatabase } from './database.js';
import { services } from './services.js';

@Module({})
class ServiceContext {}

/**
 * The services of libs as the gateway runs them, without HTTP, on a test database.
 *
 * @param modules the modules that provide the services
 * @returns a context to get services from; close it before the database is dropped
 */
export function serviceContext(
  { url }: TestDatabase,
  ...modules: readonly (Type | DynamicModule)[]
): Promise<INestApplicationContext> {
  const env = loadEnv({
    NODE_ENV: 'test',
    DATABASE_URL: asApp(url),
    RABBITMQ_URL: services().rabbitmqUrl,
    JWT_SECRET: 'a secret that is long enough for tests',
  });
  const imports = [ConfigModule.forRoot(env), CommonModule, DatabaseModule, CacheModule, ...modules];
  return NestFactory.createApplicationContext(
    { module: ServiceContext, imports },
    { logger: false, abortOnError: false },
  );
}
