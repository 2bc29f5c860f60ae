import type { Request } from 'express';
import type { z } from 'zod';
import type { Caller, Scope } from '../service/caller';

export type Method = 'get' | 'post' | 'patch' | 'delete';

/** What a handler gets: every part parsed by its schema. */
export interface Call<Params, Query, Body> {
  readonly caller: Caller;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly request: Request;
}

/** A route with all that its handler, its checks and the API's description need. */
export interface Route {
  readonly method: Method;
  /** OpenAPI style: `/v1/webhooks/endpoints/{id}`. */
  readonly path: string;
  readonly summary: string;
  readonly tag: string;
  /** One of these is enough; `admin` is the deployment's admin token alone. */
  readonly scopes: readonly Scope[] | 'admin';
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** Whether the body may be left out altogether. */
  readonly bodyOptional?: boolean;
  readonly success: { readonly status: number; readonly schema: z.ZodType };
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
