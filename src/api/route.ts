import type { z } from 'zod';
import type { ErrorCode } from '../errors';
import type { Caller, Scope } from '../service/caller';
import type { EventTypePlace } from './known-event-types';

export type Method = 'get' | 'post' | 'patch' | 'delete';

/** A request as it came: Express's, or one that the dashboard makes. */
export interface RequestParts {
  readonly params: Readonly<Record<string, unknown>>;
  readonly query: unknown;
  readonly body: unknown;
  /** The body's text; undefined when there is none. */
  readonly rawBody?: string;
  /** A header's value, by its name in whatever case. */
  get(name: string): string | undefined;
}

/** What a handler gets: every part parsed by its schema. */
export interface Call<Params, Query, Body> {
  readonly caller: Caller;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly request: RequestParts;
  /** The bearer token, for what has to look at it again. */
  readonly token: string;
}

/** A route with all that its handler, its checks and the API's description need. */
export interface Route {
  readonly method: Method;
  /** OpenAPI style: `/v1/webhooks/endpoints/{id}`. */
  readonly path: string;
  /** Name of the call in clients that are generated from the API's description. */
  readonly operationId: string;
  readonly summary: string;
  /** More than the summary says, in Markdown. */
  readonly description?: string;
  readonly tag: string;
  /** One of these is enough; `admin` is the deployment's admin token alone. */
  readonly scopes: readonly Scope[] | 'admin';
  /** `all` where one of the scopes is not enough. */
  readonly needs?: 'one' | 'all';
  /** Which limit the call counts towards; default: `calls`. */
  readonly rate?: 'calls' | 'publishes';
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** Whether the body may be left out altogether. */
  readonly bodyOptional?: boolean;
  /** Errors beside those that a call with these parts may always answer. */
  readonly errors?: readonly ErrorCode[];
  /** Headers that the call reads, as optional strings with a description. */
  readonly headers?: z.ZodType;
  /** Where the request names event types: they are looked up. */
  readonly eventTypes?: readonly EventTypePlace[];
  /**
   * The answer. Of server-sent events it is an EventStream, and `schema` that of each event's data.
   */
  readonly success: {
    readonly status: number;
    readonly schema: z.ZodType;
    readonly contentType?: 'application/json' | 'text/event-stream';
  };
  readonly handle: (call: Call<never, never, never>) => Promise<unknown>;
}

interface TypedRoute<
  Params extends z.ZodType | undefined,
  Query extends z.ZodType | undefined,
  Body extends z.ZodType | undefined,
> extends Omit<Route, 'params' | 'query' | 'body' | 'handle'> {
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  readonly handle: (
    call: Call<
      Params extends z.ZodType ? z.output<Params> : undefined,
      Query extends z.ZodType ? z.output<Query> : undefined,
      Body extends z.ZodType ? z.output<Body> : undefined
    >,
  ) => Promise<unknown>;
}

/** Defines a route; its handler's arguments have the types that the schemas give. */
export function defineRoute<
  Params extends z.ZodType | undefined = undefined,
  Query extends z.ZodType | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
>(route: TypedRoute<Params, Query, Body>): Route {
  return route;
}
