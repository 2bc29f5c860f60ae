import type { z } from 'zod';
import type { LocalRequest } from '../api/local-api';
import type { endpointSchema } from '../api/routes/endpoints';
import type { publishedSchema } from '../api/routes/publish';
import type { Caller } from '../service/caller';
import type { Session } from '../service/sessions';
import type { DashboardDeps } from './deps';

type EndpointAnswer = z.output<typeof endpointSchema>;
type Published = z.output<typeof publishedSchema>;

/** What the dashboard changes, each by the API's own call, for whoever is signed in. */
export interface ApiCalls {
  createEndpoint(body: unknown): Promise<EndpointAnswer>;
  updateEndpoint(id: string, body: unknown): Promise<EndpointAnswer>;
  resetEndpointSecret(id: string): Promise<EndpointAnswer>;
  deleteEndpoint(id: string): Promise<void>;
  testEndpoint(id: string, type: string | null): Promise<Published>;
  recoverEndpoint(id: string, since: string): Promise<{ count: number }>;
  redeliverEvent(id: string): Promise<void>;
  /** @param rawBody JSON as it was typed: what is published is delivered as it was written */
  publishEvent(rawBody: string, idempotencyKey: string): Promise<Published>;
  createEventType(body: unknown): Promise<void>;
  updateEventType(name: string, body: unknown): Promise<void>;
  addMember(body: unknown): Promise<void>;
  removeMember(id: string): Promise<void>;
  createToken(body: unknown): Promise<{ id: string; token: string }>;
  revokeToken(id: string): Promise<void>;
}

/** @throws ApiError (each of its calls) as the API answers */
export function apiCalls({ callApi }: Pick<DashboardDeps, 'callApi'>, session: Session): ApiCalls {
  const { caller } = session;
  // What the routes answer is by their schemas; tests hold the API to them.
  const call = async <Answer>(
    operationId: string,
    request: LocalRequest,
    as: Caller = caller,
  ): Promise<Answer> => (await callApi(as, operationId, request)) as Answer;
  const organization = session.organization.id;
  /** Of the organization itself; only for whoever manages it, and never beyond this organization. */
  const manage = <Answer>(operationId: string, request: LocalRequest) =>
    call<Answer>(
      operationId,
      { ...request, params: { ...request.params, id: organization } },
      session.managesOrganization ? { ...caller, kind: 'admin' } : caller,
    );
  return {
    createEndpoint: (body) => call('createEndpoint', { body }),
    updateEndpoint: (id, body) => call('updateEndpoint', { params: { id }, body }),
    resetEndpointSecret: (id) => call('resetEndpointSecret', { params: { id } }),
    deleteEndpoint: (id) => call('deleteEndpoint', { params: { id } }),
    testEndpoint: (id, type) => call('testEndpoint', { params: { id }, body: { type } }),
    recoverEndpoint: (id, since) => call('recoverEndpoint', { params: { id }, body: { since } }),
    redeliverEvent: (id) => call('redeliverEvent', { params: { id } }),
    publishEvent: (rawBody, idempotencyKey) =>
      call('publishEvent', { rawBody, headers: { 'idempotency-key': idempotencyKey } }),
    createEventType: (body) => call('createEventType', { body }),
    updateEventType: (name, body) => call('updateEventType', { params: { name }, body }),
    addMember: (body) => manage('addMember', { body }),
    removeMember: (id) => manage('removeMember', { params: { member_id: id } }),
    createToken: (body) => manage('createToken', { body }),
    revokeToken: (id) => manage('revokeToken', { params: { token_id: id } }),
  };
}
