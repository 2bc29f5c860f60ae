import { createServer, type Server, type AddressInfo } from 'node:net';
import { RowMaker } from '../api/matrix/rows';
import { isIpv6, SOME_SPECIAL_ADDRESSES } from '../webhooks/ssrf/addresses';
import { eventually } from '../helpers/eventually';
import { startTestStack, type TestOrganization, type TestStack } from '../helpers/stack';

/** As the API writes them, for what a person would read. */
interface DeliveryItem {
  succeeded: boolean;
  http_code: number | null;
  response: string;
  stage: string;
  webhook_endpoint_id: string;
}

let stack: TestStack;
let acme: TestOrganization;
let listener: Server;
let port: number;
let accepted = 0;

/** `a0.example` resolves to the first special address, and so on. */
const nameOf = (index: number) => `a${index}.example`;
const addressOf = (name: string) =>
  SOME_SPECIAL_ADDRESSES[Number(/^a(\d+)\.example$/.exec(name)?.[1])] ?? '10.0.0.1';

beforeAll(async () => {
  listener = createServer((socket) => {
    accepted += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => listener.listen({ port: 0, host: '0.0.0.0' }, resolve));
  ({ port } = listener.address() as AddressInfo);
  stack = await startTestStack({
    worker: true,
    environment: { DELIVERY_ALLOW_LOOPBACK: 'false' },
    resolve: (name, done) => {
      const address = addressOf(name);
      done(null, [{ address, family: isIpv6(address) ? 6 : 4 }]);
    },
  });
  acme = await stack.createOrganization();
});
afterAll(async () => {
  await stack.admin.delete(`/v1/organizations/${acme.id}`);
  await stack.close();
  await new Promise((resolve) => listener.close(resolve));
});

it('rows with a special address, and names that resolve to one, are refused by the worker', async () => {
  const rows = new RowMaker(stack, acme.id);
  const local = ['127.0.0.1', '127.9.9.9', '0.0.0.0', '[::1]', 'localhost'];
  const urls = [
    ...local.map((host) => `http://${host}:${port}/`),
    // Names and literals take turns: each way is as short as the other.
    ...SOME_SPECIAL_ADDRESSES.map((address, index) =>
      index % 2 === 0
        ? `http://${nameOf(index)}:${port}/name`
        : `https://${isIpv6(address) ? `[${address}]` : `[::ffff:${address}]`}:${port}/literal`,
    ),
    // No URL at all must do no harm either.
    'http://[fe80::1%25eth0]/',
    'nonsense',
  ];
  const urlOf = new Map<string, string>();
  for (const url of urls) urlOf.set(await rows.endpoint(url), url);
  await acme.api.post('/v1/webhooks/events', { type: 'order.paid', data: {} });

  const deliveries = await eventually(
    'each has its delivery',
    async () => {
      const found: DeliveryItem[] = [];
      for (let page = 1; ; page += 1) {
        const { body } = await acme.api.get(`/v1/webhooks/deliveries?limit=100&page=${page}`);
        found.push(...(body.items as DeliveryItem[]));
        if (page >= (body.pagination.max_page as number)) break;
      }
      const endpoints = new Set(found.map(({ webhook_endpoint_id: id }) => id));
      return endpoints.size === urlOf.size ? found : undefined;
    },
    40_000,
  );
  for (const { webhook_endpoint_id: id, ...delivery } of deliveries) {
    expect([urlOf.get(id), delivery]).toEqual([
      urlOf.get(id),
      expect.objectContaining({
        succeeded: false,
        http_code: null,
        stage: 'address',
        response: expect.stringMatching(
          /^The address of this host is not allowed to receive webhooks\. \(ERR_(BLOCKED_ADDRESS|INVALID_URL)\)$/,
        ) as string,
      }),
    ]);
  }
  expect(accepted).toBe(0);
  console.log(`${urls.length} URLs refused by the worker`);
});
