import { readFile, writeFile } from 'node:fs/promises';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { loadEnv, refuseToStart, startProcess } from '#libs/config';
import { AppModule } from './app.module.js';
import { openApiDocument } from './openapi/openapi.js';

const path = 'docs/openapi.json';

/** Writes the HTTP contract to `docs/openapi.json`; with `--check`, fails when what is there says something else. */
startProcess(async () => {
  // Nothing is connected to: the document is read from the controllers alone.
  const env = loadEnv({ DATABASE_URL: 'postgresql://127.0.0.1/none', JWT_SECRET: 'x'.repeat(32) });
  const app = await NestFactory.create(AppModule.forRoot(env), new FastifyAdapter(), {
    preview: true,
    logger: false,
  });
  const document = JSON.stringify(openApiDocument(app), null, 2) + '\n';
  if (!process.argv.includes('--check')) return writeFile(path, document);
  if ((await readFile(path, 'utf8')) !== document) {
    refuseToStart([`${path} is not what the gateway says. Run: npm run generate:api`]);
  }
});
