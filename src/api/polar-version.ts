import type { RequestHandler } from 'express';
import { DEFAULT_API_VERSION, isApiVersion, type ApiVersion } from '../domain/api-version';
import { ApiError } from '../errors';
import type { RequestParts } from './route';

const HEADER = 'Polar-Version';

/** Refuses versions that there are not, and echoes the one that holds. */
export const polarVersion: RequestHandler = (request, response, next) => {
  const version = request.get(HEADER) ?? DEFAULT_API_VERSION;
  if (!isApiVersion(version)) throw new ApiError('UnsupportedVersion');
  response.set(HEADER, version);
  next();
};

/** The version that a request names; null when it names none, as Polar's 0.x SDKs and curl do. */
export function namedVersion(request: Pick<RequestParts, 'get'>): ApiVersion | null {
  const version = request.get(HEADER) ?? '';
  return isApiVersion(version) ? version : null;
}
