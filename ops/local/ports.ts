import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';

/**
 * Systems take the ports of outgoing connections from above these (Linux from 32768 on, others from 49152), so that
 * none can take a port between its being found free and its server's start.
 */
const quietPorts = [20_000, 32_768] as const;

async function listen(port: number, host: string): Promise<Server> {
  const server = createServer().listen(port, host);
  await once(server, 'listening');
  return server;
}

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
  });

/** Listens on any port that is free. */
const listenAnywhere = (): Promise<Server> =>
  listen(randomInt(...quietPorts), '127.0.0.1').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    return listenAnywhere();
  });

/** Ports of this machine that no process listens on; all different, as they are held until the last is known. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, listenAnywhere));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map(close));
  return ports;
}

export interface WantedPort {
  readonly variable: string;
  readonly host: string;
  readonly port: number;
}

function complaint({ variable, host, port }: WantedPort, error: NodeJS.ErrnoException): string {
  switch (error.code ?? '') {
    case 'EADDRINUSE':
      return `${variable}: port ${port} of ${host} is taken. Stop the program that uses it, or choose another port: ${variable}=${port + 1} npm start`;
    case 'EACCES':
      return `${variable}: this user may not use port ${port}. Choose one above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HOST: ${host} is not an address of this machine. Leave it out, or use 127.0.0.1 or 0.0.0.0.`;
    default:
      return `${variable}: port ${port} of ${host} cannot be used: ${error.message}`;
  }
}

/** Tries the ports all at once, so that two variables that name the same one are noticed as well. */
export async function portComplaints(wanted: readonly WantedPort[]): Promise<string[]> {
  const results = await Promise.allSettled(wanted.map(({ port, host }) => listen(port, host)));
  const complaints: string[] = [];
  for (const [index, result] of results.entries()) {
    const one = wanted[index];
    if (result.status === 'fulfilled') await close(result.value);
    else if (one !== undefined) complaints.push(complaint(one, result.reason as NodeJS.ErrnoException));
  }
  return complaints;
}
