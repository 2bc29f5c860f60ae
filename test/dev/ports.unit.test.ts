import { createServer, type Server } from 'node:net';
import { findFreePort, isPortFree, requireFreePort } from '../../dev/ports';

const servers: Server[] = [];

function occupy(port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    servers.push(server);
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
}

afterEach(async () => {
  await Promise.all(
    servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))),
  );
});

describe('ports', () => {
  it('takes the preferred port while it is free', async () => {
    const port = await findFreePort();
    expect(await findFreePort(port)).toBe(port);
  });

  it.each(['127.0.0.1', '0.0.0.0'])('goes on after a port that is taken on %s', async (host) => {
    const port = await findFreePort();
    await occupy(port, host);
    expect(await isPortFree(port)).toBe(false);
    expect(await findFreePort(port)).toBeGreaterThan(port);
  });

  it('refuses an explicit port that is taken, and names the setting', async () => {
    const port = await findFreePort();
    expect(await requireFreePort(port, 'PORT')).toBe(port);
    await occupy(port, '127.0.0.1');
    await expect(requireFreePort(port, 'PORT')).rejects.toThrow(
      `Port ${port} (PORT) is taken by another program`,
    );
  });
});
