import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

const LOOPBACK = '127.0.0.1';
const ANY_ADDRESS = '0.0.0.0';
const HIGHEST_PORT = 65_535;
const FOLLOWING_PORTS_TRIED = 200;
const RANDOM_PORTS_TRIED = 50;
/**
 * Below the ports that systems give to outgoing connections (Linux from 32,768, others from 49,152):
 * one of those may be taken by any connection between the moment it is found free and the moment a
 * server listens on it.
 */
const FIRST_RANDOM_PORT = 20_000;
const LAST_RANDOM_PORT = 32_000;

/** Whether nothing listens on the port, neither on 127.0.0.1 nor on 0.0.0.0. */
export async function isPortFree(port: number): Promise<boolean> {
  return (await listenOnce(port, LOOPBACK)) > 0 && (await listenOnce(port, ANY_ADDRESS)) > 0;
}

/**
 * A port that is free on 127.0.0.1 and on 0.0.0.0: `preferred`, else the next free one after it;
 * without `preferred` any.
 *
 * @throws Error when none of the ports tried is free
 */
export async function findFreePort(preferred?: number): Promise<number> {
  if (preferred === undefined) return randomFreePort();
  const last = Math.min(preferred + FOLLOWING_PORTS_TRIED, HIGHEST_PORT);
  for (let port = preferred; port <= last; port += 1) {
    if (await isPortFree(port)) return port;
  }
  throw new Error(`No port from ${preferred} to ${last} is free.`);
}

/**
 * A port that the user asked for by name: that one or none.
 *
 * @param setting the setting's name, for the message
 * @throws Error when something else listens on it
 */
export async function requireFreePort(port: number, setting: string): Promise<number> {
  if (port === 0) return randomFreePort();
  if (await isPortFree(port)) return port;
  throw new Error(`Port ${port} (${setting}) is taken by another program, or may not be used.`);
}

async function randomFreePort(): Promise<number> {
  for (let attempt = 0; attempt < RANDOM_PORTS_TRIED; attempt += 1) {
    const port = randomInt(FIRST_RANDOM_PORT, LAST_RANDOM_PORT + 1);
    if (await isPortFree(port)) return port;
  }
  throw new Error('The system has no free port.');
}

/** Listens for a moment; the port, or 0 when that is not possible. */
function listenOnce(port: number, host: string): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(0));
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      const bound = address !== null && typeof address === 'object' ? address.port : 0;
      server.close(() => resolve(bound));
    });
  });
}
