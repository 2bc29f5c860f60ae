import type { Request, Response } from 'express';
import type { Endpoint } from '../service/endpoints';
import type { DashboardDeps } from './deps';
import { uuidParam } from './form-body';
import { signedIn } from './render';

/** The endpoint that a page's path names, of the session's organization. @throws ApiError ResourceNotFound */
export async function endpointOf(
  { services }: Pick<DashboardDeps, 'services'>,
  request: Request,
  response: Response,
): Promise<Endpoint> {
  const { caller } = signedIn(response).session;
  return services.endpoints.get(caller.organizations, uuidParam(request.params.id));
}
