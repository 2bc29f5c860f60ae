import { startTestStack, type TestOrganization, type TestStack } from '../../helpers/stack';
import { createEndpoint, ENDPOINTS, endpointBody } from '../../api/support';
import { SPECIAL_ADDRESSES } from './addresses';
import { isLocalHost, spellingsOf } from './spellings';

jest.setTimeout(180_000);

/** Calls under way at once. */
const LANES = 16;

let stack: TestStack;
let acme: TestOrganization;
let endpointId: string;

beforeAll(async () => {
  stack = await startTestStack();
  acme = await stack.createOrganization();
  ({ id: endpointId } = await createEndpoint(acme.api));
});
afterAll(() => stack.close());

it('POST and PATCH answer 422 to every spelling of special addresses', async () => {
  const hosts = SPECIAL_ADDRESSES.flatMap((address) => spellingsOf(address))
    .map(({ host }) => host)
    .filter((host) => !isLocalHost(host));
  const urls = hosts.map((host) => `https://${host}/hook`);
  const wrong: unknown[] = [];
  // The two take turns over spellings and addresses; what both hand over to is tested without HTTP.
  const calls = urls.map(
    (url, index) => () =>
      index % 2 === 0
        ? acme.api.post(ENDPOINTS, endpointBody({ url }))
        : acme.api.patch(`${ENDPOINTS}/${endpointId}`, { url }),
  );
  let next = 0;
  const lane = async () => {
    for (let call = calls[next++]; call !== undefined; call = calls[next++]) {
      const { status, body } = await call();
      const [mistake] = (body.detail ?? []) as { type: string; loc: string[] }[];
      const told = `${status} ${mistake?.type ?? ''} ${mistake?.loc.join('.') ?? ''}`;
      if (told !== '422 value_error body.url') wrong.push(body);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  console.log(`${SPECIAL_ADDRESSES.length} addresses, ${calls.length} addresses x spellings`);
  expect(wrong).toEqual([]);
  const { rows } = await stack.pool.query('select url from webhook_endpoints');
  expect(rows).toEqual([{ url: 'https://example.com/hook' }]);
});
