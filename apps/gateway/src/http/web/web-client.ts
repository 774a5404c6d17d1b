import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { type FastifyInstance } from 'fastify';
import { folderWith } from '#libs/common';

const compiled = 'dist/web';

/** Serves the compiled web client under `/app/`: hashed files for ever, the page itself always fresh. */
export async function serveWebClient(server: FastifyInstance): Promise<void> {
  server.get('/', (_request, reply) => reply.redirect('/app/', 302));
  server.get('/app', (_request, reply) => reply.redirect('/app/', 302));
  const project = folderWith(compiled, import.meta.dirname);
  if (project === undefined) return;
  await server.register(fastifyStatic, {
    root: join(project, compiled),
    prefix: '/app/',
    wildcard: false,
    // The build compresses every file once.
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const hashed = path.includes('/assets/');
      reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  // Addresses inside the client belong to its own router; a missing file is missing all the same.
  server.get('/app/*', (request, reply) => {
    if (request.url.startsWith('/app/assets/')) reply.callNotFound();
    else void reply.sendFile('index.html');
  });
}
