import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
} from 'zod-openapi';
import { DEFAULT_API_VERSION } from '../../domain/api-version';
import { packageRoot } from '../../package-root';
import type { Services } from '../../service';
import type { Route } from '../route';
import { allRoutes } from '../routes';
import { describeHealth } from '../routes/health';
import { answersOf } from './answers';
import { describeWebhooks } from './webhooks';

/** An OpenAPI 3.1 document. */
export type OpenApiDocument = ReturnType<typeof createDocument>;

const DESCRIPTION = `Signalpost delivers webhooks: publish an event, and every endpoint that listens
to its type gets a signed POST, in order, retried and logged. The part about webhooks is Polar's API, so
that Polar's SDKs work with it.

Every call but those on health takes an access token, \`Authorization: Bearer …\`. An organization's token
sees that organization alone; the deployment's admin token sees all and names \`organization_id\`.`;

/** References, because zod-openapi would write a schema of its own beside that of the same name. */
const polarVersion = {
  in: 'header',
  name: 'Polar-Version',
  description: `The version of Polar's API that the client speaks; default ${DEFAULT_API_VERSION}.`,
  schema: { $ref: '#/components/schemas/ApiVersion' },
} as const;

/** The API's description, made of the same schemas that check its requests. */
export function createOpenApiDocument(): OpenApiDocument {
  const { version } = JSON.parse(
    readFileSync(path.join(packageRoot(), 'package.json'), 'utf8'),
  ) as { version: string };
  return createDocument(
    {
      openapi: '3.1.0',
      info: {
        title: 'Signalpost',
        version,
        description: DESCRIPTION,
        license: { name: 'MIT', identifier: 'MIT' },
      },
      servers: [{ url: '/' }],
      security: [{ token: [] }],
      components: {
        parameters: { PolarVersion: polarVersion },
        securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      },
      paths: { ...pathsOf(describedRoutes()), ...describeHealth() },
      webhooks: describeWebhooks(),
    },
    {
      // Names of event types are checked by a function, and described beside it (schemas.ts).
      allowEmptySchema: { custom: true },
      override({ jsonSchema, zodSchema, io }) {
        // An answer may get further fields: a client that refuses them would break with every release.
        if (io === 'output' && jsonSchema.additionalProperties === false) {
          delete jsonSchema.additionalProperties;
        }
        // A list whose length is looked at first counts as optional for zod, whatever it takes.
        if (io === 'input' && zodSchema instanceof z.ZodObject) {
          jsonSchema.required = requiredKeys(zodSchema);
        }
      },
    },
  );
}

function requiredKeys({ shape }: z.ZodObject): string[] | undefined {
  const keys = Object.keys(shape).filter(
    (key) => !z.safeParse(shape[key] as z.ZodType, undefined).success,
  );
  return keys.length > 0 ? keys : undefined;
}

/** Handlers take their services apart when they are defined, and call them later: never here. */
const describedRoutes = (): Route[] => allRoutes({} as Services);

function pathsOf(routes: readonly Route[]): ZodOpenApiPathsObject {
  const paths: ZodOpenApiPathsObject = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method]: operationOf(route) };
  }
  return paths;
}

function operationOf(route: Route): ZodOpenApiOperationObject {
  const { params, query, body, headers } = route;
  return {
    operationId: route.operationId,
    summary: route.summary,
    description: [route.description, scopesOf(route)].filter(Boolean).join('\n\n'),
    tags: [route.tag],
    requestParams: {
      ...(params instanceof z.ZodObject && { path: params }),
      ...(query instanceof z.ZodObject && { query }),
      ...(headers instanceof z.ZodObject && { header: headers }),
    },
    parameters: [{ $ref: '#/components/parameters/PolarVersion' }],
    ...(body !== undefined && {
      requestBody: {
        required: route.bodyOptional !== true,
        content: { 'application/json': { schema: body } },
      },
    }),
    responses: answersOf(route),
  };
}

function scopesOf({ scopes, needs }: Route): string {
  if (scopes === 'admin') return 'For the admin token alone.';
  const joined = scopes.map((scope) => `\`${scope}\``).join(needs === 'all' ? ' and ' : ' or ');
  return `Scope: ${joined}.`;
}
