import type { Response } from 'express';
import { ApiError } from '../errors';
import type { Scope } from '../service/caller';
import { signedIn } from './render';

/** For the page before publishing, which the API's call guards. @throws ApiError insufficient_scope */
export function requirePublish(response: Response): void {
  requireScope(response, 'events:write');
}

/** For pages before a change; the change itself is guarded by the API's call. @throws ApiError insufficient_scope */
export function requireChange(response: Response): void {
  requireScope(response, 'webhooks:write');
}

/**
 * Who belongs to an organization and which tokens it has is for its members: no scope of an access
 * token lets a program see that.
 *
 * @throws ApiError insufficient_scope
 */
export function requireMember(response: Response): void {
  if (signedIn(response).session.subject.kind !== 'member')
    throw new ApiError('insufficient_scope');
}

/** @throws ApiError insufficient_scope for whoever may not change members and access tokens */
export function requireManager(response: Response): void {
  if (!signedIn(response).session.managesOrganization) throw new ApiError('insufficient_scope');
}

function requireScope(response: Response, scope: Scope): void {
  if (signedIn(response).session.caller.scopes?.has(scope) !== true) {
    throw new ApiError('insufficient_scope');
  }
}
