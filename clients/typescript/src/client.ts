import { Events } from './events.js';
import { EventTypes } from './event-types.js';
import { Organizations } from './organizations.js';
import { createTransport } from './transport.js';
import { validateEvent } from './validate-event.js';
import { Webhooks } from './webhooks.js';

const TIMEOUT_MS = 30_000;
const RETRIES = 2;

/** How a client reaches Signalpost. */
export interface SignalpostOptions {
  /** An organization's access token, or the admin token; default: SIGNALPOST_ACCESS_TOKEN. */
  readonly accessToken?: string;
  /** Such as `https://signalpost.example.com`; default: SIGNALPOST_SERVER_URL. */
  readonly serverUrl?: string;
  /** Makes the requests; default: Node's own. */
  readonly fetch?: typeof fetch;
  /** Milliseconds that an attempt may take, its answer included; default 30,000. */
  readonly timeoutMs?: number;
  /**
   * Further attempts after 429 and, where a repetition cannot do anything twice, after 503 and after no
   * answer at all; they wait as long as `Retry-After` says; default 2.
   */
  readonly retries?: number;
}

/** A client of Signalpost. Every call that fails throws a SignalpostError. */
export class Signalpost {
  readonly webhooks: Webhooks;
  readonly events: Events;
  readonly eventTypes: EventTypes;
  readonly organizations: Organizations;
  /** As the function of that name. */
  readonly validateEvent = validateEvent;

  /** @throws TypeError when neither the options nor the environment have a server URL and a token */
  constructor(options: SignalpostOptions = {}) {
    const transport = createTransport({
      accessToken: given('accessToken', options.accessToken, 'SIGNALPOST_ACCESS_TOKEN'),
      serverUrl: withoutSlash(given('serverUrl', options.serverUrl, 'SIGNALPOST_SERVER_URL')),
      fetch: options.fetch ?? fetch,
      timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
      retries: options.retries ?? RETRIES,
    });
    this.webhooks = new Webhooks(transport);
    this.events = new Events(transport);
    this.eventTypes = new EventTypes(transport);
    this.organizations = new Organizations(transport);
  }
}

function given(option: string, value: string | undefined, variable: string): string {
  const found = value ?? process.env[variable];
  if (found !== undefined && found !== '') return found;
  throw new TypeError(`${option} is missing, and so is ${variable} in the environment.`);
}

function withoutSlash(serverUrl: string): string {
  if (!URL.canParse(serverUrl)) throw new TypeError(`serverUrl is no URL: ${serverUrl}`);
  return serverUrl.replace(/\/+$/, '');
}
