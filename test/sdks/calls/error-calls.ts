import { ORGANIZATIONS, UNKNOWN_ID } from '../../api/support';
import type { SdkClient } from '../client';
import {
  expectMistakes,
  expectNotFound,
  refusal,
  HOOK_URL,
  type CallContext,
  type Calls,
} from '../support';

/** A client whose token has these scopes alone. */
async function withScopes(context: CallContext, scopes: readonly string[]): Promise<SdkClient> {
  const { admin } = context.workshop.stack;
  const path = `${ORGANIZATIONS}/${context.organization.id}/tokens`;
  const { status, body } = await admin.post(path, { name: 'narrow', scopes });
  expect(status).toBe(201);
  return context.connect(body.token as string);
}

/** Expects the SDK's class for errors without one of their own, and reads the answer in it. */
async function expectFallback(
  { sdk }: CallContext,
  call: Promise<unknown>,
  status: number,
  error: string,
): Promise<void> {
  const { errorClass, known } = await refusal(call);
  expect({ errorClass, status: known.status }).toEqual({
    errorClass: sdk.differences.fallbackError,
    status,
  });
  expect(JSON.parse(known.body!)).toMatchObject({ error });
}

const LEAST = { url: HOOK_URL, format: 'raw', events: [] } as const;

/** Calls that are refused, with what the SDKs make of the refusal. */
export const ERROR_CALLS: Calls = {
  '401, a token that is not valid': async (context) => {
    const client = await context.connect('sp_oat_nobody_has_this_token');
    await expectFallback(context, client.listEndpoints(), 401, 'invalid_token');
  },
  '401, no token': async (context) => {
    const call = (await context.connect(null)).listEndpoints();
    const { emptyTokenError } = context.sdk.differences;
    if (emptyTokenError === undefined) await expectFallback(context, call, 401, 'Unauthorized');
    else expect(await refusal(call)).toMatchObject({ errorClass: emptyTokenError });
  },
  '403, a token that may only read': async (context) => {
    const client = await withScopes(context, ['webhooks:read']);
    await client.listEndpoints();
    const call = client.createEndpoint({ ...LEAST, events: [] });
    await expectFallback(context, call, 403, 'insufficient_scope');
  },
  '403, a token for something else': async (context) => {
    const client = await withScopes(context, ['events:write']);
    await expectFallback(context, client.listDeliveries(), 403, 'insufficient_scope');
  },
  '404, get': ({ client }) => expectNotFound(client.getEndpoint(UNKNOWN_ID)),
  '404, update': ({ client }) => expectNotFound(client.updateEndpoint(UNKNOWN_ID, { name: 'x' })),
  '404, reset the secret': ({ client }) => expectNotFound(client.resetSecret(UNKNOWN_ID)),
  '422, two mistakes in a body': ({ client }) =>
    expectMistakes(
      client.createEndpoint({
        ...LEAST,
        events: [],
        url: 'http://example.com/',
        name: 'n'.repeat(256),
      }),
      [
        { type: 'value_error', loc: ['body', 'url'], msg: expect.stringMatching(/^Value error, /) },
        {
          type: 'string_too_long',
          loc: ['body', 'name'],
          msg: 'String should have at most 255 characters',
        },
      ],
    ),
  '422, a mistake in the query': ({ client }) =>
    expectMistakes(client.listEndpoints({ limit: 0 }), [
      {
        type: 'greater_than_equal',
        loc: ['query', 'limit'],
        msg: 'Input should be greater than or equal to 1',
      },
    ]),
  '422, a mistake in the path': ({ client }) =>
    expectMistakes(client.getEndpoint('not-a-uuid'), [
      {
        type: 'uuid_parsing',
        loc: ['path', 'id'],
        msg: expect.stringContaining('Input should be a valid UUID'),
      },
    ]),
};
