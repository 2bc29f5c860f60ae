import { randomUUID } from 'node:crypto';
import { countEndpoints, listEndpoints, type EndpointFilter } from '../db/endpoint-list';
import * as rows from '../db/endpoints';
import type { EndpointRow, OrganizationScope } from '../db/endpoints';
import { skipPendingEvents } from '../db/events';
import { inTransaction, type Pool, type Queryable } from '../db/pool';
import type { ApiVersion } from '../domain/api-version';
import type { EndpointFormat, Ordering } from '../domain/endpoint';
import { ApiError } from '../errors';
import type { Logger } from '../log';
import type { Followers } from '../temporal/notifier';
import type { EndpointWorkflows } from '../temporal/endpoint-workflows';
import { SecretBoxError, type SecretBox } from '../webhooks/secret-box';
import { generateSecret } from '../webhooks/secret';

/** An endpoint as its owner sees it: secret and headers are plain. */
export type Endpoint = Omit<EndpointRow, 'headers'> & { headers: Record<string, string> };

export interface NewEndpoint {
  readonly organizationId: string;
  readonly url: string;
  readonly name: string | null;
  readonly format: EndpointFormat;
  readonly events: readonly string[];
  readonly secret: string | null;
  /** Null: its bodies name no version. */
  readonly apiVersion: ApiVersion | null;
  readonly ordering: Ordering;
  readonly maxInFlight: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** What is to be changed; null and undefined leave a field as it is. */
export interface EndpointPatch {
  readonly url?: string | null;
  readonly name?: string | null;
  readonly format?: EndpointFormat | null;
  readonly events?: readonly string[] | null;
  readonly enabled?: boolean | null;
  readonly secret?: string | null;
  readonly api_version?: ApiVersion | null;
  readonly ordering?: Ordering | null;
  readonly max_in_flight?: number | null;
  readonly headers?: Readonly<Record<string, string>> | null;
}

export interface Page<T> {
  readonly items: T[];
  readonly total: number;
}

export interface EndpointsService {
  create(endpoint: NewEndpoint): Promise<Endpoint>;
  list(
    scope: OrganizationScope,
    filter: EndpointFilter,
    limit: number,
    offset: number,
  ): Promise<Page<Endpoint>>;
  /** @throws ApiError ResourceNotFound, as all of the following do */
  get(scope: OrganizationScope, id: string): Promise<Endpoint>;
  /** @param checkUrl called with the URL that holds after the patch when the patch enables */
  update(
    scope: OrganizationScope,
    id: string,
    patch: EndpointPatch,
    checkUrl: (url: string) => void,
  ): Promise<Endpoint>;
  resetSecret(scope: OrganizationScope, id: string): Promise<Endpoint>;
  remove(scope: OrganizationScope, id: string): Promise<void>;
  /** Deletes every endpoint of an organization inside the caller's transaction. */
  removeAll(db: Queryable, organizationId: string): Promise<string[]>;
  /** Ends the workflows of deleted endpoints. */
  closeWorkflows(ids: readonly string[]): void;
}

/** Endpoints: the row is written first, then the workflow is told. */
export function createEndpointsService(deps: {
  pool: Pool;
  secretBox: SecretBox;
  workflows: EndpointWorkflows;
  followers: Pick<Followers, 'wake'>;
  log: Logger;
  secretGraceSeconds: number;
}): EndpointsService {
  const { pool, secretBox, workflows, followers, log, secretGraceSeconds } = deps;

  const open = (row: EndpointRow): Endpoint => ({
    ...row,
    secret: secretBox.open(row.secret, row.id),
    headers:
      row.headers === null
        ? {}
        : (JSON.parse(secretBox.open(row.headers, row.id)) as Record<string, string>),
  });

  const sealHeaders = (headers: Readonly<Record<string, string>>, id: string): string | null =>
    Object.keys(headers).length === 0 ? null : secretBox.seal(JSON.stringify(headers), id);

  /**
   * Tells a workflow without making the client wait: the row is committed, and a workflow that hears
   * nothing learns of it from the row with its next event.
   */
  const tell = (what: Promise<void>, endpointId: string): void => {
    // A run that waits for events sees that it is to end.
    followers.wake(endpointId);
    what.catch((error: unknown) => {
      log.warn({ err: error, endpoint_id: endpointId }, 'the workflow could not be told');
    });
  };

  const orNotFound = <T>(row: T | undefined): T => {
    if (row === undefined) throw new ApiError('ResourceNotFound');
    return row;
  };

  const service: EndpointsService = {
    async create(endpoint) {
      const id = randomUUID();
      const row = await rows.insertEndpoint(pool, {
        id,
        organization_id: endpoint.organizationId,
        url: endpoint.url,
        name: endpoint.name,
        format: endpoint.format,
        events: [...endpoint.events],
        secret: secretBox.seal(endpoint.secret ?? generateSecret(), id),
        api_version: endpoint.apiVersion,
        ordering: endpoint.ordering,
        max_in_flight: endpoint.maxInFlight,
        headers: sealHeaders(endpoint.headers, id),
      });
      tell(workflows.start(id, endpoint.organizationId), id);
      return open(row);
    },

    async list(scope, filter, limit, offset) {
      const [found, total] = await Promise.all([
        listEndpoints(pool, scope, filter, limit, offset),
        countEndpoints(pool, scope, filter),
      ]);
      return { items: found.map(open), total };
    },

    async get(scope, id) {
      return open(orNotFound(await rows.selectEndpoint(pool, scope, id)));
    },

    async update(scope, id, patch, checkUrl) {
      const { row, told } = await inTransaction(pool, async (db) => {
        const before = orNotFound(await rows.selectEndpointForUpdate(db, scope, id));
        if (patch.enabled === true) checkUrl(patch.url ?? before.url);
        const after = await applyPatch(db, scope, before, patch);
        return {
          row: after,
          told: before.enabled !== after.enabled || before.ordering !== after.ordering,
        };
      });
      if (told) tell(workflows.signalChanged(id, row.organization_id), id);
      return open(row);
    },

    async resetSecret(scope, id) {
      const sealed = secretBox.seal(generateSecret(), id);
      return open(
        orNotFound(await rows.replaceSecret(pool, scope, id, sealed, secretGraceSeconds)),
      );
    },

    async remove(scope, id) {
      await inTransaction(pool, async (db) => {
        if (!(await rows.softDeleteEndpoint(db, scope, id))) throw new ApiError('ResourceNotFound');
        await skipPendingEvents(db, id);
      });
      service.closeWorkflows([id]);
    },

    async removeAll(db, organizationId) {
      const ids = await rows.softDeleteEndpointsOfOrganization(db, organizationId);
      for (const id of ids) await skipPendingEvents(db, id);
      return ids;
    },

    closeWorkflows(ids) {
      for (const id of ids) tell(workflows.signalClose(id), id);
    },
  };
  return service;

  /** Replaced by itself, a secret would take the place of the one before it, which is still in grace. */
  function holdsSecret(row: EndpointRow, secret: string): boolean {
    try {
      return secretBox.open(row.secret, row.id) === secret;
    } catch (error) {
      // Its key is lost: whatever is given takes its place.
      if (error instanceof SecretBoxError) return false;
      throw error;
    }
  }

  async function applyPatch(
    db: Queryable,
    scope: OrganizationScope,
    before: EndpointRow,
    patch: EndpointPatch,
  ): Promise<EndpointRow> {
    const { id } = before;
    let row = before;
    const fields = [
      patch.url,
      patch.name,
      patch.format,
      patch.events,
      patch.api_version,
      patch.ordering,
      patch.max_in_flight,
      patch.headers,
    ];
    if (fields.some((field) => field !== undefined && field !== null)) {
      row = orNotFound(
        await rows.updateEndpoint(db, scope, {
          id,
          url: patch.url ?? row.url,
          name: patch.name ?? row.name,
          format: patch.format ?? row.format,
          events: patch.events ? [...patch.events] : row.events,
          api_version: patch.api_version ?? row.api_version,
          ordering: patch.ordering ?? row.ordering,
          max_in_flight: patch.max_in_flight ?? row.max_in_flight,
          headers: patch.headers ? sealHeaders(patch.headers, id) : row.headers,
        }),
      );
    }
    if (typeof patch.secret === 'string' && !holdsSecret(before, patch.secret)) {
      const sealed = secretBox.seal(patch.secret, id);
      row = orNotFound(await rows.replaceSecret(db, scope, id, sealed, secretGraceSeconds));
    }
    if (patch.enabled === true && !before.enabled) {
      row = (await rows.enableEndpoint(db, id)) ?? row;
    }
    if (patch.enabled === false) {
      row = (await rows.disableEndpoint(db, id, 'manual', null)) ?? row;
      await skipPendingEvents(db, id);
    }
    return row;
  }
}
