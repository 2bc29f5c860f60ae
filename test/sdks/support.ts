import type { ApiClient } from '../helpers/api';
import { TestReceiver } from '../helpers/receiver';
import { startTestStack, type TestOrganization, type TestStack } from '../helpers/stack';
import { ENDPOINTS } from '../api/support';
import {
  SdkError,
  type Sdk,
  type SdkClient,
  type SdkDelivery,
  type SdkEndpoint,
  type SdkTime,
} from './client';
import { createDeliveryLog, type DeliveryLog } from './delivery-log';

export const HOOK_URL = 'https://example.com/hook';

/** A stack with worker, a receiver and a log of deliveries, shared by the clients of a test file. */
export interface Workshop {
  readonly stack: TestStack;
  readonly receiver: TestReceiver;
  readonly log: DeliveryLog;
  close(): Promise<void>;
}

export async function openWorkshop(): Promise<Workshop> {
  const stack = await startTestStack({ worker: true });
  const receiver = await TestReceiver.start();
  const log = await createDeliveryLog(stack, receiver);
  return {
    stack,
    receiver,
    log,
    async close() {
      await stack.close();
      await receiver.close();
    },
  };
}

/** What a call is tried with: a client of an SDK and an organization of its own. */
export interface CallContext {
  readonly sdk: Sdk;
  readonly client: SdkClient;
  readonly organization: TestOrganization;
  readonly workshop: Workshop;
  /** Another client of the same SDK. */
  readonly connect: (token: string | null) => Promise<SdkClient>;
  /** One for the organization of the workshop's log. */
  readonly logClient: () => Promise<SdkClient>;
}

/** Calls by what they are to do; every one of them is made with every client. */
export type Calls = Readonly<Record<string, (context: CallContext) => Promise<void>>>;

/** Makes contexts for an SDK, each with a new organization. */
export function contextsFor(sdk: Sdk, workshop: () => Workshop): () => Promise<CallContext> {
  const connect = (token: string | null) => sdk.connect(workshop().stack.apiUrl, token);
  let forLog: Promise<SdkClient> | undefined;
  return async () => {
    const organization = await workshop().stack.createOrganization();
    return {
      sdk,
      workshop: workshop(),
      organization,
      connect,
      client: await connect(organization.token),
      logClient: () => (forLog ??= connect(workshop().log.organization.token)),
    };
  };
}

type Json = Awaited<ReturnType<ApiClient['get']>>['body'];

/** The API's own answer about an endpoint, by plain HTTP. */
export async function endpointByHttp(api: ApiClient, id: string): Promise<Json> {
  const { status, body } = await api.get(`${ENDPOINTS}/${id}`);
  expect(status).toBe(200);
  return body;
}

/** JavaScript has milliseconds, Python microseconds: a moment is compared in the former. */
const comparable = (time: SdkTime | null) =>
  time === null ? null : { type: time.type, milliseconds: Date.parse(time.value) };

const expectedTime = (sdk: Sdk, text: string | null) =>
  text === null ? null : { type: sdk.times, milliseconds: Date.parse(text) };

/** Holds every typed field of an SDK's endpoint against the API's answer by plain HTTP. */
export function expectEndpoint(sdk: Sdk, endpoint: SdkEndpoint, body: Json): void {
  const { createdAt, modifiedAt, ...fields } = endpoint;
  expect({
    ...fields,
    createdAt: comparable(createdAt),
    modifiedAt: comparable(modifiedAt),
  }).toEqual({
    createdAt: expectedTime(sdk, body.created_at),
    modifiedAt: expectedTime(sdk, body.modified_at),
    id: body.id,
    url: body.url,
    name: body.name,
    format: body.format,
    secret: body.secret,
    organizationId: body.organization_id,
    events: body.events,
    enabled: body.enabled,
    ...(sdk.apiVersion === null
      ? {}
      : {
          apiVersion: body.api_version,
          usesStandardWebhookSignature: body.uses_standard_webhook_signature,
        }),
  });
}

/** The same for a delivery. */
export function expectDelivery(sdk: Sdk, delivery: SdkDelivery, body: Json): void {
  const { createdAt, modifiedAt, event, ...fields } = delivery;
  const { webhook_event } = body;
  expect({
    ...fields,
    createdAt: comparable(createdAt),
    modifiedAt: comparable(modifiedAt),
    event: {
      ...event,
      createdAt: comparable(event.createdAt),
      modifiedAt: comparable(event.modifiedAt),
    },
  }).toEqual({
    createdAt: expectedTime(sdk, body.created_at),
    modifiedAt: expectedTime(sdk, body.modified_at),
    id: body.id,
    succeeded: body.succeeded,
    httpCode: body.http_code,
    response: body.response,
    event: {
      createdAt: expectedTime(sdk, webhook_event.created_at),
      modifiedAt: expectedTime(sdk, webhook_event.modified_at),
      id: webhook_event.id,
      lastHttpCode: webhook_event.last_http_code,
      succeeded: webhook_event.succeeded,
      skipped: webhook_event.skipped,
      payload: webhook_event.payload,
      type: webhook_event.type,
      isArchived: webhook_event.is_archived,
      ...(sdk.apiVersion === null ? {} : { apiVersion: webhook_event.api_version }),
    },
  });
}

/** What a call that is to fail was refused with. */
export async function refusal(call: Promise<unknown>): Promise<SdkError> {
  const outcome = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(outcome instanceof SdkError)) {
    throw new Error('Expected an error of the SDK', { cause: outcome });
  }
  return outcome;
}

/** Expects the SDK's own class for an answer 404, with its fields. */
export async function expectNotFound(call: Promise<unknown>): Promise<void> {
  expect(await refusal(call)).toMatchObject({
    errorClass: 'ResourceNotFound',
    known: { status: 404, notFound: { error: 'ResourceNotFound', detail: 'Not found' } },
  });
}

/** Expects the SDK's own class for an answer 422, with these mistakes. */
export async function expectMistakes(
  call: Promise<unknown>,
  mistakes: readonly { type: string; loc: (string | number)[]; msg: unknown }[],
): Promise<void> {
  const { errorClass, known } = await refusal(call);
  expect({ errorClass, status: known.status, mistakes: known.mistakes }).toEqual({
    errorClass: 'HTTPValidationError',
    status: 422,
    mistakes,
  });
}
