import type { WebhookEventType } from 'polar-sdk-0/models/components/webhookeventtype.js';
import type { EndpointFormat } from '../../src/domain/endpoint';
import type { EventType } from '../../src/domain/event-types';

/** Event types that the 0.x SDKs have in their types too. */
export type CommonEventType = Extract<
  EventType,
  (typeof WebhookEventType)[keyof typeof WebhookEventType]
>;

/** A moment as an SDK gives it: in a type of its language, or as the text of the answer. */
export interface SdkTime {
  readonly type: 'Date' | 'datetime' | 'string';
  /** ISO 8601. */
  readonly value: string;
}

/** An endpoint, read from the typed fields of an SDK's own object. */
export interface SdkEndpoint {
  readonly createdAt: SdkTime;
  readonly modifiedAt: SdkTime | null;
  readonly id: string;
  readonly url: string;
  readonly name: string | null;
  readonly format: string;
  readonly secret: string;
  readonly organizationId: string;
  readonly events: readonly string[];
  readonly enabled: boolean;
  /** Absent from the 0.x SDKs, which do not know it. */
  readonly apiVersion?: string;
  readonly usesStandardWebhookSignature?: boolean;
}

/** A delivery, likewise. */
export interface SdkDelivery {
  readonly createdAt: SdkTime;
  readonly modifiedAt: SdkTime | null;
  readonly id: string;
  readonly succeeded: boolean;
  readonly httpCode: number | null;
  readonly response: string | null;
  readonly event: {
    readonly createdAt: SdkTime;
    readonly modifiedAt: SdkTime | null;
    readonly id: string;
    readonly lastHttpCode: number | null;
    readonly succeeded: boolean | null;
    readonly skipped: boolean;
    readonly payload: string | null;
    readonly type: string;
    readonly isArchived: boolean;
    readonly apiVersion?: string;
  };
}

export interface SdkPage<T> {
  readonly items: readonly T[];
  readonly totalCount: number;
  readonly maxPage: number;
}

export interface NewSdkEndpoint {
  readonly url: string;
  readonly format: EndpointFormat;
  readonly events: CommonEventType[];
  readonly name?: string;
  readonly organizationId?: string;
  /** No SDK has this argument any more; those of 1.x pass on what they do not know. */
  readonly secret?: string;
}

export type SdkEndpointPatch = Partial<
  Pick<NewSdkEndpoint, 'url' | 'name' | 'format' | 'events'> & { readonly enabled: boolean }
>;

export interface EndpointFilter {
  readonly organizationId?: string | string[];
  readonly page?: number;
  readonly limit?: number;
}

export interface DeliveryFilter {
  readonly endpointId?: string | string[];
  readonly eventType?: CommonEventType | CommonEventType[];
  /** Milliseconds since 1970: each SDK gets the type that it takes. */
  readonly after?: number;
  readonly before?: number;
  readonly succeeded?: boolean;
  readonly httpCodeClass?: '2xx' | '3xx' | '4xx' | '5xx';
  readonly query?: string;
  readonly page?: number;
  readonly limit?: number;
}

/** One mistake of an answer 422, read from the typed fields of an SDK's error. */
export interface SdkMistake {
  readonly loc: readonly (string | number)[];
  readonly msg: string;
  readonly type: string;
}

/** What an SDK threw, read from the typed fields of its own error. */
export class SdkError extends Error {
  override readonly name = 'SdkError';
  constructor(
    /** Name of the class in the SDK. */
    readonly errorClass: string,
    message: string,
    readonly known: {
      readonly status?: number;
      /** Text of the answer, where the SDK has no class for the error. */
      readonly body?: string;
      /** Of an answer 404: its `error` and `detail`. */
      readonly notFound?: { readonly error: string; readonly detail: string };
      /** Of an answer 422. */
      readonly mistakes?: readonly SdkMistake[];
    } = {},
  ) {
    super(`${errorClass}: ${message}`);
  }
}

/**
 * The webhook calls of a client of one of Polar's SDKs, which was given nothing but the server's URL
 * and an access token. Each rejects with an SdkError.
 */
export interface SdkClient {
  createEndpoint(endpoint: NewSdkEndpoint): Promise<SdkEndpoint>;
  listEndpoints(filter?: EndpointFilter): Promise<SdkPage<SdkEndpoint>>;
  /** Everything, by the SDK's own iteration over the pages. */
  iterateEndpoints(filter: EndpointFilter): Promise<SdkEndpoint[]>;
  getEndpoint(id: string): Promise<SdkEndpoint>;
  updateEndpoint(id: string, patch: SdkEndpointPatch): Promise<SdkEndpoint>;
  resetSecret(id: string): Promise<SdkEndpoint>;
  deleteEndpoint(id: string): Promise<void>;
  listDeliveries(filter?: DeliveryFilter): Promise<SdkPage<SdkDelivery>>;
  iterateDeliveries(filter: DeliveryFilter): Promise<SdkDelivery[]>;
  /** @returns what the SDK returns for the answer `null` */
  redeliver(eventId: string): Promise<unknown>;
}

/** One of Polar's SDKs, in one of the API versions that it exports. */
export interface Sdk {
  readonly name: string;
  readonly times: SdkTime['type'];
  /** What it sends in `Polar-Version`; the 0.x SDKs send nothing. */
  readonly apiVersion: string | null;
  /** Where it does not do as the others; each has a line in docs/polar-sdks.md. */
  readonly differences: {
    /** Drops fields that it does not know from what it sends, so `secret` too. */
    readonly dropsUnknownFields: boolean;
    /** Fails on an answer with an event type that it does not know. */
    readonly refusesUnknownTypes: boolean;
    /** Class of the errors 401 and 403. */
    readonly fallbackError: string;
    /** What it throws when it is to call without a token; undefined: it gets the API's 401. */
    readonly emptyTokenError: string | undefined;
  };
  /** @param token null: none at all */
  connect(serverUrl: string, token: string | null): Promise<SdkClient>;
}
