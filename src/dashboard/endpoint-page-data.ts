import type { Request, Response } from 'express';
import { endpointWorkflowId } from '../temporal/names';
import type { DashboardDeps } from './deps';
import { uuidParam } from './form-body';
import { filterOf, readLogQuery } from './log-query';
import type { EndpointPageProps } from './pages/endpoint';
import { preferencesOf } from './preferences';
import { signedIn } from './render';

const DELIVERIES_PAGE_SIZE = 25;
const LAST_FAILURES = 10;

/** Reads what an endpoint's page shows. @throws ApiError ResourceNotFound */
export async function endpointPageProps(
  deps: DashboardDeps,
  request: Request,
  response: Response,
  { showSecret }: { showSecret: boolean },
): Promise<EndpointPageProps> {
  const { services, config } = deps;
  const { session } = signedIn(response);
  const scope = session.caller.organizations;
  const id = uuidParam(request.params.id);
  const query = readLogQuery(request.query);
  const filter = filterOf(query, preferencesOf(request).zone);
  const endpoint = await services.endpoints.get(scope, id);
  const [statistics, counts, deliveries, lastFailures, types] = await Promise.all([
    services.statistics.endpoint(scope, id, query.range),
    services.eventLog.countsByState(scope, id),
    services.deliveryLog.deliveries(
      scope,
      { endpointId: id },
      filter,
      query.cursor,
      DELIVERIES_PAGE_SIZE,
    ),
    endpoint.enabled ? [] : services.deliveryLog.lastFailures(scope, id, LAST_FAILURES),
    services.eventTypes.summaries(session.organization.id, false),
  ]);
  return {
    endpoint,
    statistics,
    counts,
    deliveries,
    lastFailures,
    query,
    typeNames: types.map(({ name }) => name),
    failureLimit: config.disableAfterFailures,
    secretGraceSeconds: config.secretGraceSeconds,
    temporalUrl: temporalUrlOf(config, id),
    done: typeof request.query.done === 'string' ? request.query.done : '',
    // What a member may not change it may not learn the secret of either.
    showSecret: showSecret && session.caller.scopes?.has('webhooks:write') === true,
  };
}

/** The workflow in Temporal's Web UI; null where nobody has told where that is. */
function temporalUrlOf(
  { dashboard, temporal }: DashboardDeps['config'],
  id: string,
): string | null {
  const { temporalUiUrl } = dashboard;
  if (temporalUiUrl === undefined) return null;
  const base = temporalUiUrl.replace(/\/+$/, '');
  const workflow = encodeURIComponent(endpointWorkflowId(id));
  return `${base}/namespaces/${encodeURIComponent(temporal.namespace)}/workflows/${workflow}`;
}
