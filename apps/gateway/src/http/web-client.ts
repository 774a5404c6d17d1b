import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { type FastifyInstance } from 'fastify';

/** The folder of the compiled client, seen from the compiled gateway as well as from its bundle. */
function builtClient(): string {
  let folder = import.meta.dirname;
  while (basename(folder) !== 'dist' && folder !== dirname(folder)) folder = dirname(folder);
  return join(folder, 'web');
}

/** Serves the compiled web client under `/app/`: hashed files for ever, the page itself always fresh. */
export async function serveWebClient(server: FastifyInstance): Promise<void> {
  server.get('/', (_request, reply) => reply.redirect('/app/', 302));
  server.get('/app', (_request, reply) => reply.redirect('/app/', 302));
  const built = builtClient();
  if (!existsSync(built)) return;
  await server.register(fastifyStatic, {
    root: built,
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
