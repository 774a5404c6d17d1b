import { createServer } from 'node:net';

/**
 * Tries a port before anything depends on it.
 *
 * @param variable the variable that names the port
 * @returns why it cannot be listened on and what to do, in one line; nothing when it can
 */
export function portComplaint(variable: string, port: number, host: string): Promise<string | undefined> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      resolve(lineOf(error, variable, port, host));
    });
    server.listen(port, host, () => {
      server.close(() => {
        resolve(undefined);
      });
    });
  });
}

function lineOf(
  { code, message }: NodeJS.ErrnoException,
  variable: string,
  port: number,
  host: string,
): string {
  if (code === 'EADDRINUSE')
    return `${variable}: another program has port ${port}. Name another port, or stop that program.`;
  if (code === 'EACCES') return `${variable}: this user may not listen on port ${port}. Name one above 1023.`;
  return `HOST: ${host} cannot be listened on (${message}). Name an address of this machine, or leave the variable out.`;
}
