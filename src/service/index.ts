import type { Config } from '../config';
import type { Pool } from '../db/pool';
import type { Logger } from '../log';
import type { EndpointWorkflows } from '../temporal/endpoint-workflows';
import { Notifier } from '../temporal/notifier';
import { createSecretBox } from '../webhooks/secret-box';
import { createEndpointsService, type EndpointsService } from './endpoints';
import { createEventsService, type EventsService } from './events';
import { createOrganizationsService, type OrganizationsService } from './organizations';
import { Publisher } from './publisher';
import { createTokensService, type TokensService } from './tokens';

/** What the API, and later the dashboard, are made of. */
export interface Services {
  readonly pool: Pool;
  readonly tokens: TokensService;
  readonly organizations: OrganizationsService;
  readonly endpoints: EndpointsService;
  readonly events: EventsService;
  readonly publisher: Publisher;
  readonly notifier: Notifier;
}

export function createServices(deps: {
  config: Pick<Config, 'adminToken' | 'secretsKeys' | 'secretGraceSeconds'>;
  pool: Pool;
  workflows: EndpointWorkflows;
  log: Logger;
}): Services {
  const { config, pool, workflows, log } = deps;
  const notifier = new Notifier(workflows, log);
  const publisher = new Publisher(pool, notifier);
  const endpoints = createEndpointsService({
    pool,
    secretBox: createSecretBox(config.secretsKeys),
    workflows,
    log,
    secretGraceSeconds: config.secretGraceSeconds,
  });
  return {
    pool,
    tokens: createTokensService({ pool, adminToken: config.adminToken, log }),
    organizations: createOrganizationsService({ pool, endpoints }),
    endpoints,
    events: createEventsService({ pool, publisher, notifier }),
    publisher,
    notifier,
  };
}
