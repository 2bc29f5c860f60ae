import { createServer, type Server } from 'node:net';
import { untilPortIsFree } from '../../dev/embedded-servers';
import { findFreePort } from '../../dev/ports';

const servers: Server[] = [];

function listen(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    servers.push(server);
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(port));
  });
}

afterEach(async () => {
  await Promise.all(
    servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))),
  );
});

describe('a server whose port is taken between the look and the start', () => {
  it('is started on another one', async () => {
    const taken = await listen(await findFreePort());
    const port = await untilPortIsFree(async (isFirst) =>
      listen(isFirst ? taken : await findFreePort()),
    );
    expect(port).not.toBe(taken);
  });

  it('is given up when every port is taken, and at once when it fails for another reason', async () => {
    const taken = await listen(await findFreePort());
    let tries = 0;
    const start = () => {
      tries += 1;
      return listen(taken);
    };
    await expect(untilPortIsFree(start)).rejects.toThrow('EADDRINUSE');
    expect(tries).toBe(5);
    await expect(
      untilPortIsFree((isFirst) => {
        tries += 1;
        return Promise.reject(new Error(isFirst ? 'no data folder' : 'tried again'));
      }),
    ).rejects.toThrow('no data folder');
    expect(tries).toBe(6);
  });
});
