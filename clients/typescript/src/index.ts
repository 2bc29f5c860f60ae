export { Signalpost, type SignalpostOptions } from './client.js';
export {
  ConflictError,
  ConnectionFailedError,
  InsufficientScopeError,
  NotFoundError,
  RateLimitError,
  ServiceUnavailableError,
  SignalpostError,
  UnauthorizedError,
  ValidationError,
} from './errors.js';
export type {
  CatalogueEvent,
  CatalogueEventData,
  CatalogueEventType,
  EventTypeName,
  OwnEvent,
  OwnEvents,
  ReceivedEvent,
  UntypedEvent,
} from './event-map.js';
export type {
  EventType,
  EventTypeCreate,
  EventTypeFilter,
  EventTypeOwner,
  EventTypeUpdate,
} from './event-types.js';
export type {
  Publish,
  PublishedMessage,
  PublishOptions,
  WebhookEvent,
  WebhookEventFilter,
} from './events.js';
export type {
  AccessToken,
  AccessTokenCreate,
  CreatedAccessToken,
  Member,
  Organization,
  Paging,
} from './organizations.js';
export type { Listing, Page } from './page.js';
export { validateEvent, WebhookVerificationError, type ReceivedHeaders } from './validate-event.js';
export type {
  WebhookDelivery,
  WebhookDeliveryFilter,
  WebhookEndpoint,
  WebhookEndpointCreate,
  WebhookEndpointFilter,
  WebhookEndpointUpdate,
} from './webhooks.js';
/** Data of the events of the catalogue, and the events themselves, as they are delivered. */
export type * from './payloads.js';
