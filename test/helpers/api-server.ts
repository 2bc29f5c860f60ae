import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from '../../src/api/app';
import { createHttpServer } from '../../src/api/http-server';
import type { HealthChecks } from '../../src/api/routes/health';
import type { Config } from '../../src/config';
import { createDashboard } from '../../src/dashboard';
import type { Logger } from '../../src/log';
import type { Services } from '../../src/service';

/** API and dashboard on a loopback port, as the API's process serves them. */
export interface ApiServer {
  readonly url: string;
  close(): Promise<void>;
}

export async function startApiServer(parts: {
  services: Services;
  config: Config;
  log: Logger;
  health: HealthChecks;
  /** Is told of each request as it comes. */
  onRequest?: (request: IncomingMessage) => void;
}): Promise<ApiServer> {
  const { services, config, log, health, onRequest } = parts;
  const { rateLimits, trustedProxies } = config;
  const dashboard = createDashboard({ services, config, log });
  const app = createApp({ services, log, rateLimits, trustedProxies, dashboard, health });
  const server = createHttpServer(app);
  if (onRequest !== undefined) server.on('request', onRequest);
  await new Promise<void>((resolve) => server.listen(config.port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => closeServer(server),
  };
}

async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
