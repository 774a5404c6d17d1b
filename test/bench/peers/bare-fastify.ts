import { readFile } from 'node:fs/promises';
import { fastify } from 'fastify';

/** A file with the answers to give: a body for each path. */
const answers = new Map(
  Object.entries(JSON.parse(await readFile(process.env.ANSWERS ?? '', 'utf8')) as Record<string, string>),
);

// The least that a server can do: it looks the finished bytes up and sends them.
const server = fastify();
server.get('/*', (request, reply) => {
  reply.header('content-type', 'application/json; charset=utf-8').send(answers.get(request.url) ?? '{}');
});

await server.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
