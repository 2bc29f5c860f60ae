import { ENDPOINT_FORMATS } from '../../../src/domain/endpoint';
import { createEndpoint, UNKNOWN_ID } from '../../api/support';
import type { NewSdkEndpoint } from '../client';
import {
  endpointByHttp,
  expectEndpoint,
  expectMistakes,
  expectNotFound,
  refusal,
  HOOK_URL,
  type CallContext,
  type Calls,
} from '../support';

const GENERATED = /^whsec_[A-Za-z0-9]{32,}$/;
const OWN_SECRET = 'a secret of our own – longer than 32 characters';
const LEAST: NewSdkEndpoint = { url: HOOK_URL, format: 'raw', events: ['order.paid'] };

/** Creates by the SDK, and holds its answer against what the API says by plain HTTP. */
async function create({ sdk, client, organization }: CallContext, fields: Partial<NewSdkEndpoint>) {
  const endpoint = await client.createEndpoint({ ...LEAST, ...fields });
  expectEndpoint(sdk, endpoint, await endpointByHttp(organization.api, endpoint.id));
  return endpoint;
}

/** Creates some by plain HTTP, and returns their ids, the newest first. */
async function createSome({ organization }: CallContext, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    ids.unshift((await createEndpoint(organization.api)).id as string);
  }
  return ids;
}

const creating: Calls = {
  'create, with what is required alone': async (context) => {
    expect(await create(context, {})).toMatchObject({
      ...LEAST,
      name: null,
      secret: expect.stringMatching(GENERATED),
      organizationId: context.organization.id,
      enabled: true,
      modifiedAt: null,
      ...(context.sdk.apiVersion === null ? {} : { apiVersion: context.sdk.apiVersion }),
    });
  },
  'create, with the organization of the token': async (context) => {
    const { id } = context.organization;
    expect(await create(context, { organizationId: id })).toMatchObject({ organizationId: id });
  },
  'create, with another organization: refused': async ({ client }) => {
    await expectMistakes(client.createEndpoint({ ...LEAST, organizationId: UNKNOWN_ID }), [
      {
        type: 'organization_token',
        loc: ['body', 'organization_id'],
        msg: expect.stringContaining('organization_id is disallowed'),
      },
    ]);
  },
  'create, with a name': async (context) => {
    expect(await create(context, { name: 'Büro, Lager' })).toMatchObject({ name: 'Büro, Lager' });
  },
  'create, with an own secret': async (context) => {
    const { secret } = await create(context, { secret: OWN_SECRET });
    // The 0.x SDKs send nothing that their types do not name: the secret is a generated one then.
    if (context.sdk.differences.dropsUnknownFields) expect(secret).toMatch(GENERATED);
    else expect(secret).toBe(OWN_SECRET);
  },
  ...Object.fromEntries(
    ENDPOINT_FORMATS.map((format) => [
      `create, with the format ${format}`,
      async (context: CallContext) => {
        expect(await create(context, { format })).toMatchObject({ format });
      },
    ]),
  ),
};

const listing: Calls = {
  'list, the newest first': async (context) => {
    const { sdk, client, organization } = context;
    const ids = await createSome(context, 3);
    const page = await client.listEndpoints();
    expect(page).toMatchObject({ totalCount: 3, maxPage: 1 });
    expect(page.items.map(({ id }) => id)).toEqual(ids);
    for (const endpoint of page.items) {
      expectEndpoint(sdk, endpoint, await endpointByHttp(organization.api, endpoint.id));
    }
  },
  'list, by limit and page': async (context) => {
    const ids = await createSome(context, 3);
    const first = await context.client.listEndpoints({ limit: 2 });
    const second = await context.client.listEndpoints({ limit: 2, page: 2 });
    const past = await context.client.listEndpoints({ limit: 2, page: 3 });
    const read = [first, second, past].map(({ items }) => items.map(({ id }) => id));
    expect(read).toEqual([ids.slice(0, 2), ids.slice(2), []]);
    for (const page of [first, second, past]) {
      expect(page).toMatchObject({ totalCount: 3, maxPage: 2 });
    }
  },
  'list, all pages by the SDK’s own iteration': async (context) => {
    const ids = await createSome(context, 5);
    const endpoints = await context.client.iterateEndpoints({ limit: 2 });
    expect(endpoints.map(({ id }) => id)).toEqual(ids);
  },
  'list, by organization, one and several': async (context) => {
    const ids = await createSome(context, 1);
    const idsOf = async (organizationId: string | string[]) =>
      (await context.client.listEndpoints({ organizationId })).items.map(({ id }) => id);
    expect(await idsOf(context.organization.id)).toEqual(ids);
    expect(await idsOf(UNKNOWN_ID)).toEqual([]);
    expect(await idsOf([UNKNOWN_ID, context.organization.id])).toEqual(ids);
  },
  'list, an endpoint with event types that 0.x does not know': async (context) => {
    const events = ['discount.created', 'subscription.cycled'];
    await createEndpoint(context.organization.api, { events });
    const list = context.client.listEndpoints();
    if (context.sdk.differences.refusesUnknownTypes) {
      expect(await refusal(list)).toMatchObject({ errorClass: 'ResponseValidationError' });
    } else expect((await list).items).toMatchObject([{ events }]);
  },
};

const changing: Calls = {
  get: async (context) => {
    const { sdk, client, organization } = context;
    const [id] = await createSome(context, 1);
    expectEndpoint(sdk, await client.getEndpoint(id!), await endpointByHttp(organization.api, id!));
  },
  'update, every field': async (context) => {
    const { sdk, client, organization } = context;
    const [id] = await createSome(context, 1);
    const patch = {
      url: 'https://example.com/other',
      name: 'other',
      format: 'slack',
      events: ['refund.created', 'order.paid'],
    } as const;
    const updated = await client.updateEndpoint(id!, { ...patch, events: [...patch.events] });
    expect(updated).toMatchObject({ id, ...patch, enabled: true });
    expect(updated.modifiedAt?.type).toBe(sdk.times);
    expectEndpoint(sdk, updated, await endpointByHttp(organization.api, id!));
  },
  'update, nothing': async (context) => {
    const { sdk, client, organization } = context;
    const [id] = await createSome(context, 1);
    const before = await endpointByHttp(organization.api, id!);
    expectEndpoint(sdk, await client.updateEndpoint(id!, {}), before);
  },
  'update, disable and enable': async (context) => {
    const [id] = await createSome(context, 1);
    for (const enabled of [false, true]) {
      const updated = await context.client.updateEndpoint(id!, { enabled });
      expect(updated).toMatchObject({ id, enabled });
      expect(await endpointByHttp(context.organization.api, id!)).toMatchObject({ enabled });
    }
  },
  'reset the secret': async (context) => {
    const { sdk, client, organization } = context;
    const before = await create(context, {});
    const after = await client.resetSecret(before.id);
    expect(after.secret).toMatch(GENERATED);
    expect(after.secret).not.toBe(before.secret);
    expectEndpoint(sdk, after, await endpointByHttp(organization.api, before.id));
  },
  'delete, and again': async (context) => {
    const { client } = context;
    const [id] = await createSome(context, 1);
    await client.deleteEndpoint(id!);
    await expectNotFound(client.deleteEndpoint(id!));
    await expectNotFound(client.getEndpoint(id!));
    expect((await client.listEndpoints()).items).toEqual([]);
  },
};

/** Calls that create, list, read and change endpoints. */
export const ENDPOINT_CALLS: Calls = { ...creating, ...listing, ...changing };
