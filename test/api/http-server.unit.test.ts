import { Agent, get, type RequestListener, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { closable, createHttpServer } from '../../src/api/http-server';
import { eventually } from '../helpers/eventually';

const ANSWER_MS = 20;
const PATIENCE_MS = 10_000;
const answerLater: RequestListener = (_request, response) => {
  setTimeout(() => response.end('ok'), ANSWER_MS);
};

async function started(listener: RequestListener): Promise<{ server: Server; port: number }> {
  const server = createHttpServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as AddressInfo).port };
}

it('has a bound on everything that a client may take its time with', () => {
  const server = createHttpServer(() => undefined);
  expect(server.headersTimeout).toBeGreaterThan(0);
  expect(server.headersTimeout).toBeLessThanOrEqual(30_000);
  expect(server.requestTimeout).toBeGreaterThan(server.headersTimeout);
  expect(server.requestTimeout).toBeLessThanOrEqual(120_000);
  expect(server.keepAliveTimeout).toBe(75_000);
  expect(server.maxHeadersCount).toBeLessThanOrEqual(200);
  expect(server.maxConnections).toBeLessThanOrEqual(10_000);
});

describe('closing', () => {
  it('answers every request that came, also of a client that keeps its connection busy', async () => {
    const { server, port } = await started(answerLater);
    const close = closable(server);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const answers: (string | undefined)[] = [];
    const errors: string[] = [];
    const request = () => {
      get({ port, host: '127.0.0.1', agent }, (response) => {
        answers.push(response.headers.connection);
        response.resume().on('end', request);
      }).on('error', (error: NodeJS.ErrnoException) => errors.push(error.code ?? ''));
    };
    request();
    await eventually('some are answered', () => answers.length > 3);
    const began = Date.now();
    await close(PATIENCE_MS);
    expect(Date.now() - began).toBeLessThan(1_000);
    await eventually('the next is refused', () => errors.length > 0);
    // Refused, not cut: it came after the end.
    expect(errors).toEqual(['ECONNREFUSED']);
    expect(answers.at(-1)).toBe('close');
    agent.destroy();
  });

  it('waits for no connection that is idle, or has sent nothing or half a head', async () => {
    const { server, port } = await started(answerLater);
    const close = closable(server);
    const agent = new Agent({ keepAlive: true });
    await new Promise((resolve, reject) => {
      get({ port, host: '127.0.0.1', agent }, (response) => {
        response.resume().on('end', resolve);
      }).on('error', reject);
    });
    for (const text of ['', 'GET / HTTP/1.1\r\nx: ']) {
      const silent: Socket = connect(port, '127.0.0.1');
      silent.on('error', () => undefined);
      await new Promise((resolve) => silent.once('connect', resolve));
      silent.write(text);
    }
    const began = Date.now();
    await close(PATIENCE_MS);
    expect(Date.now() - began).toBeLessThan(1_000);
    agent.destroy();
  });

  it('waits for a request under way, and not for ever', async () => {
    const { server, port } = await started(() => undefined);
    const close = closable(server);
    const client = connect(port, '127.0.0.1', () =>
      client.write('GET / HTTP/1.1\r\nhost: a\r\n\r\n'),
    );
    client.on('error', () => undefined);
    await new Promise((resolve) => server.once('request', resolve));
    const began = Date.now();
    await close(300);
    expect(Date.now() - began).toBeGreaterThan(280);
    expect(Date.now() - began).toBeLessThan(2_000);
  });
});
