import type { Config } from '../config';
import type { Pool } from '../db/pool';
import type { Logger } from '../log';
import { createMailer } from '../mail/mailer';
import type { EndpointWorkflows } from '../temporal/endpoint-workflows';
import { Notifier } from '../temporal/notifier';
import { createSecretBox } from '../webhooks/secret-box';
import { AnswerPayloads } from './answer-payloads';
import { Backlog } from './backlog';
import { createDeliveryLogService, type DeliveryLogService } from './delivery-log';
import { createEndpointsService, type EndpointsService } from './endpoints';
import { createEventLogService, type EventLogService } from './event-log';
import { SchemaChecker } from '../event-schemas/schema-checker';
import { createEventTypesService, type EventTypesService } from './event-types';
import { createEventsService, type EventsService } from './events';
import { MessageFeed } from './message-feed';
import { createFollowers } from './followers';
import { createOrganizationsService, type OrganizationsService } from './organizations';
import { Publisher } from './publisher';
import { createSentRequestService, type SentRequestService } from './sent-request';
import { createSessionsService, type SessionsService } from './sessions';
import type { ShownMail } from './sign-in-mail';
import { printMail } from './sign-in-mail';
import { SignInMails } from './sign-in-mails';
import { createStatisticsService, type StatisticsService } from './statistics';
import { createTokensService, type TokensService } from './tokens';

/** Longest wait for sign-in mails that are under way when the process stops. */
const MAILS_TIMEOUT_MS = 4_000;

/** What the API and the dashboard are made of. */
export interface Services {
  readonly pool: Pool;
  readonly tokens: TokensService;
  readonly sessions: SessionsService;
  readonly organizations: OrganizationsService;
  readonly endpoints: EndpointsService;
  readonly events: EventsService;
  readonly payloads: AnswerPayloads;
  readonly statistics: StatisticsService;
  readonly deliveryLog: DeliveryLogService;
  readonly eventLog: EventLogService;
  readonly sentRequests: SentRequestService;
  readonly eventTypes: EventTypesService;
  readonly publisher: Publisher;
  readonly notifier: Notifier;
  readonly feed: MessageFeed;
  /**
   * Ends streams and threads, and waits a while for sign-in mails; what is stored and not signalled the
   * notifier still has.
   */
  close(): Promise<void>;
}

export function createServices(deps: {
  config: Pick<
    Config,
    'adminToken' | 'backlogLimits' | 'secretsKeys' | 'secretGraceSeconds' | 'dashboard' | 'mail'
  >;
  pool: Pool;
  workflows: EndpointWorkflows;
  log: Logger;
  /** Gets each sign-in mail where they are shown; by default it goes to standard output. */
  showMail?: (mail: ShownMail) => void;
}): Services {
  const { config, pool, workflows, log } = deps;
  const followers = createFollowers(pool);
  const notifier = new Notifier(workflows, followers, log);
  const payloads = new AnswerPayloads(pool);
  const feed = new MessageFeed(pool, payloads, log);
  const publisher = new Publisher(
    pool,
    notifier,
    feed,
    new Backlog(pool, config.backlogLimits, log),
  );
  const checker = new SchemaChecker();
  const secretBox = createSecretBox(config.secretsKeys);
  const eventTypes = createEventTypesService({ pool, checker });
  const endpoints = createEndpointsService({
    pool,
    secretBox,
    workflows,
    followers,
    log,
    secretGraceSeconds: config.secretGraceSeconds,
  });
  const tokens = createTokensService({ pool, adminToken: config.adminToken, log });
  const { dashboard, mail } = config;
  const mails =
    mail.smtpUrl === undefined || dashboard.showMails
      ? null
      : new SignInMails(createMailer(mail.smtpUrl, mail.from), log);
  return {
    pool,
    tokens,
    sessions: createSessionsService({
      pool,
      tokens,
      mails,
      showMail: deps.showMail ?? printMail,
      dashboard,
      log,
    }),
    organizations: createOrganizationsService({ pool, endpoints }),
    endpoints,
    events: createEventsService({ pool, publisher, notifier, eventTypes }),
    payloads,
    statistics: createStatisticsService({ pool }),
    deliveryLog: createDeliveryLogService({ pool }),
    eventLog: createEventLogService({ pool }),
    sentRequests: createSentRequestService({ pool, secretBox, payloads }),
    eventTypes,
    publisher,
    notifier,
    feed,
    close: async () => {
      feed.close();
      await Promise.all([checker.close(), mails?.close(MAILS_TIMEOUT_MS)]);
    },
  };
}
