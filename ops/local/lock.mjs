import { rmSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';

/**
 * Lets only one instance run in a folder. The lock is a socket that the instance listens on, so that it ends with its
 * process, however that ended. It is plain JavaScript because it is taken before the build: two builds at once
 * would spoil each other.
 *
 * @param {string} path of the socket; relative, because such a path may have about 100 characters only
 * @returns {Promise<{ holder: string } | { release: () => void }>} the process number of the instance that runs
 *   already, or the lock
 */
export async function lockFolder(path) {
  for (;;) {
    const server = await listen(path);
    if (server !== undefined) return { release: () => void server.close() };
    const holder = await ask(path);
    if (holder !== undefined) return { holder };
    rmSync(path, { force: true });
  }
}

/** @param {string} path @returns {Promise<import('node:net').Server | undefined>} nothing when the socket exists */
function listen(path) {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.on('error', () => undefined).end(String(process.pid)));
    server.unref();
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else reject(error);
    });
    server.listen(path, () => resolve(server));
  });
}

/** @param {string} path @returns {Promise<string | undefined>} nothing when no process listens on the socket */
function ask(path) {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = createConnection(path);
    socket.setEncoding('utf8').on('data', (text) => (answer += text));
    socket.once('end', () => resolve(answer));
    // An instance that was stopped in its tracks (Ctrl-Z) accepts, but says nothing.
    socket.setTimeout(2000, () => resolve('suspended'));
    socket.once('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      if (error.code === 'ECONNREFUSED' || error.code === 'ENOENT') resolve(undefined);
      else reject(error);
    });
  });
}
