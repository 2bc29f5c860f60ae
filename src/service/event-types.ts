import * as rows from '../db/event-types';
import type { EventTypeFilter, EventTypeRow } from '../db/event-types';
import type { OrganizationScope } from '../db/endpoints';
import type { Pool, Timestamp } from '../db/pool';
import { exampleData } from '../domain/event-examples';
import {
  EVENT_TYPE_DESCRIPTIONS,
  EVENT_TYPES,
  isEventType,
  type EventType,
} from '../domain/event-types';
import {
  isEventTypeName,
  isOwnEventTypeName,
  OWN_EVENT_TYPES_MAX,
} from '../domain/own-event-types';
import { ApiError, validationError, type ValidationDetail } from '../errors';
import type { SchemaProblem } from '../event-schemas/messages';
import { SchemaTooSlow, type SchemaChecker } from '../event-schemas/schema-checker';
import type { Page } from './endpoints';

const RETRY_AFTER_SECONDS = '10';

/** A type of the catalogue or an organization's own, without what is large. */
export interface EventTypeSummary {
  readonly name: string;
  readonly description: string;
  readonly source: 'catalogue' | 'organization';
  readonly isArchived: boolean;
}

/** The same with all that clients see. */
export interface EventTypeView extends EventTypeSummary {
  /** Null for the catalogue, which is every organization's. */
  readonly organizationId: string | null;
  readonly schema: Readonly<Record<string, unknown>> | null;
  readonly example: Readonly<Record<string, unknown>> | null;
  readonly createdAt: Timestamp | null;
  readonly modifiedAt: Timestamp | null;
}

/** One event whose data is to be checked, and where it stands in the request. */
export interface DataToCheck {
  readonly organizationId: string;
  readonly type: string;
  /** JSON text. */
  readonly data: string;
  readonly loc: readonly (string | number)[];
}

/** Names of an organization's own types; archived ones apart. */
export interface KnownEventTypes {
  has(organizationId: string, name: string): 'active' | 'archived' | undefined;
}

export interface EventTypesService {
  /** The catalogue first, then the organizations' own. */
  list(
    scope: OrganizationScope,
    filter: EventTypeFilter & { readonly source: EventTypeView['source'] | null },
    limit: number,
    offset: number,
  ): Promise<Page<EventTypeView>>;
  /**
   * Every type that an organization knows, the catalogue first.
   *
   * @param archived whether archived ones are among them
   */
  summaries(organizationId: string, archived: boolean): Promise<readonly EventTypeSummary[]>;
  /** @throws ApiError ResourceNotFound */
  get(organizationId: string | null, name: string): Promise<EventTypeView>;
  /**
   * Registers a type.
   *
   * @throws ApiError Conflict when the catalogue or the organization has a type of that name,
   *   RequestValidationError when the schema is none
   */
  create(
    organizationId: string,
    type: { name: string; description: string; schema: object | null },
  ): Promise<EventTypeView>;
  /** @throws ApiError ResourceNotFound, RequestValidationError */
  update(
    organizationId: string,
    name: string,
    patch: { description: string | null; schema: object | null; isArchived: boolean | null },
  ): Promise<EventTypeView>;
  /** Looks names up in one query. */
  known(organizationIds: readonly string[], names: readonly string[]): Promise<KnownEventTypes>;
  /** Names of the types that an organization can publish, at most `limit` of its own. */
  namesOf(organizationId: string, limit: number): Promise<string[]>;
  /**
   * Checks data of own types by their schemas.
   *
   * @throws ApiError RequestValidationError with what is wrong; ServiceUnavailable when a schema ran
   *   out of time
   */
  checkData(items: readonly DataToCheck[]): Promise<void>;
  /** @throws ApiError RequestValidationError when an own type has no example */
  exampleOf(organizationId: string, name: string): Promise<Readonly<Record<string, unknown>>>;
}

/** The catalogue, which is code, and the types that organizations register beside it. */
export function createEventTypesService(deps: {
  pool: Pool;
  checker: Pick<SchemaChecker, 'check'>;
}): EventTypesService {
  const { pool, checker } = deps;

  const orNotFound = (row: EventTypeRow | undefined): EventTypeRow => {
    if (row === undefined) throw new ApiError('ResourceNotFound');
    return row;
  };

  /** @throws ApiError RequestValidationError when it is no schema that can be used */
  async function checkSchema(organizationId: string, schema: object | null): Promise<void> {
    if (schema === null) return;
    const loc = ['body', 'schema'];
    try {
      const problems = await checker.check(organizationId, JSON.stringify(schema));
      if (problems.length > 0) {
        throw validationError(problems.map((problem) => toDetail(problem, loc, schema)));
      }
    } catch (error) {
      if (!(error instanceof SchemaTooSlow)) throw error;
      throw validationError([
        toDetail({ path: [], message: 'The schema takes too long to compile.' }, loc, schema),
      ]);
    }
  }

  const service: EventTypesService = {
    async list(scope, filter, limit, offset) {
      const catalogue =
        filter.archived === true || filter.source === 'organization' ? [] : EVENT_TYPES;
      const fromCatalogue = catalogue.slice(offset, offset + limit).map(catalogueView);
      if (filter.source === 'catalogue') return { items: fromCatalogue, total: catalogue.length };
      const [own, total] = await Promise.all([
        rows.listEventTypes(
          pool,
          scope,
          filter,
          limit - fromCatalogue.length,
          Math.max(0, offset - catalogue.length),
        ),
        rows.countEventTypes(pool, scope, filter),
      ]);
      return { items: [...fromCatalogue, ...own.map(ownView)], total: catalogue.length + total };
    },

    async summaries(organizationId, archived) {
      const own = await rows.listEventTypeSummaries(
        pool,
        organizationId,
        archived ? null : false,
        OWN_EVENT_TYPES_MAX,
      );
      return [
        ...EVENT_TYPES.map(catalogueSummary),
        ...own.map(({ name, description, archived_at }) => ({
          name,
          description,
          source: 'organization' as const,
          isArchived: archived_at !== null,
        })),
      ];
    },

    async get(organizationId, name) {
      if (isEventType(name)) return catalogueView(name);
      if (organizationId === null || !isEventTypeName(name)) throw new ApiError('ResourceNotFound');
      return ownView(orNotFound(await rows.selectEventType(pool, organizationId, name)));
    },

    async create(organizationId, { name, description, schema }) {
      if (!isOwnEventTypeName(name)) throw exists();
      await checkSchema(organizationId, schema);
      const type = {
        organization_id: organizationId,
        name,
        description,
        schema: schema === null ? null : JSON.stringify(schema),
      };
      const row = await rows.insertEventType(pool, type, OWN_EVENT_TYPES_MAX);
      if (row !== undefined) return ownView(row);
      const found = await rows.selectEventType(pool, organizationId, name);
      throw found === undefined
        ? new ApiError('Conflict', `The organization has ${OWN_EVENT_TYPES_MAX} types, the most.`)
        : exists();
    },

    async update(organizationId, name, { description, schema, isArchived }) {
      if (isEventType(name)) {
        throw new ApiError('Conflict', 'A type of the catalogue cannot be changed.');
      }
      if (!isEventTypeName(name)) throw new ApiError('ResourceNotFound');
      orNotFound(await rows.selectEventType(pool, organizationId, name));
      await checkSchema(organizationId, schema);
      const patch = {
        description,
        schema: schema === null ? null : JSON.stringify(schema),
        archived: isArchived,
      };
      const unchanged = description === null && schema === null && isArchived === null;
      return ownView(
        orNotFound(
          unchanged
            ? await rows.selectEventType(pool, organizationId, name)
            : await rows.updateEventType(pool, organizationId, name, patch),
        ),
      );
    },

    async known(organizationIds, names) {
      const found = await rows.selectEventTypes(pool, organizationIds, names);
      const states = new Map(
        found.map((row) => [
          `${row.organization_id} ${row.name}`,
          row.archived_at === null ? ('active' as const) : ('archived' as const),
        ]),
      );
      return { has: (organizationId, name) => states.get(`${organizationId} ${name}`) };
    },

    async namesOf(organizationId, limit) {
      const own = await rows.listEventTypeSummaries(pool, organizationId, false, limit);
      return [...EVENT_TYPES, ...own.map(({ name }) => name)];
    },

    async checkData(items) {
      const own = items.filter(({ type }) => !isEventType(type));
      if (own.length === 0) return;
      const found = await rows.selectEventTypes(
        pool,
        [...new Set(own.map(({ organizationId }) => organizationId))],
        [...new Set(own.map(({ type }) => type))],
      );
      const schemas = new Map(
        found.map((row) => [`${row.organization_id} ${row.name}`, row.schema]),
      );
      const details = await Promise.all(
        own.map(async ({ organizationId, type, data, loc }) => {
          const schema = schemas.get(`${organizationId} ${type}`) ?? null;
          if (schema === null) return [];
          const problems = await checker.check(organizationId, schema, data);
          return problems.map((problem) => toDetail(problem, loc, JSON.parse(data) as unknown));
        }),
      ).catch((error: unknown) => {
        if (!(error instanceof SchemaTooSlow)) throw error;
        throw new ApiError(
          'ServiceUnavailable',
          'The data could not be checked by the schema of its type in time; nothing was stored.',
          { cause: error, headers: { 'Retry-After': RETRY_AFTER_SECONDS } },
        );
      });
      if (details.some((some) => some.length > 0)) throw validationError(details.flat());
    },

    async exampleOf(organizationId, name) {
      const { example } = await service.get(organizationId, name);
      if (example !== null) return example;
      throw validationError([
        toDetail(
          {
            path: [],
            message:
              'The schema of this type has no example to send; give it "examples" with an object.',
          },
          ['body', 'type'],
          name,
        ),
      ]);
    },
  };
  return service;
}

const exists = () => new ApiError('Conflict', 'There is an event type with this name already.');

const catalogueSummary = (name: EventType): EventTypeSummary => ({
  name,
  description: EVENT_TYPE_DESCRIPTIONS[name],
  source: 'catalogue',
  isArchived: false,
});

const catalogueView = (name: EventType): EventTypeView => ({
  ...catalogueSummary(name),
  organizationId: null,
  schema: null,
  example: exampleData(name),
  createdAt: null,
  modifiedAt: null,
});

function ownView(row: EventTypeRow): EventTypeView {
  const schema = row.schema === null ? null : (JSON.parse(row.schema) as Record<string, unknown>);
  return {
    name: row.name,
    description: row.description,
    source: 'organization',
    organizationId: row.organization_id,
    schema,
    example: schema === null ? {} : exampleIn(schema),
    createdAt: row.created_at,
    modifiedAt: row.modified_at,
    isArchived: row.archived_at !== null,
  };
}

/** The first of a schema's own `examples` that is an object (JSON Schema validation, section 9.5). */
function exampleIn({ examples }: Readonly<Record<string, unknown>>) {
  const candidates: unknown[] = Array.isArray(examples) ? examples : [];
  const isObject = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  return candidates.find(isObject) ?? null;
}

function toDetail(
  { path, message }: SchemaProblem,
  loc: readonly (string | number)[],
  input: unknown,
): ValidationDetail {
  return {
    type: 'value_error',
    loc: [...loc, ...path],
    msg: `Value error, ${message}`,
    input:
      path.reduce<unknown>(
        (value, key) => (value as Record<string | number, unknown> | null | undefined)?.[key],
        input,
      ) ?? null,
    ctx: { error: {} },
  };
}
