import { get, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import express, { type Express } from 'express';
import { createErrorHandler } from '../../src/api/error-handler';
import { createHttpServer } from '../../src/api/http-server';
import { JsonPieces, listPieces, partPieces, sendJsonPieces } from '../../src/api/json-pieces';
import { createLog } from '../../src/log';
import type { RowsPart } from '../../src/service/answer-payloads';
import { eventually } from '../helpers/eventually';

/** More than any pause of a busy machine: client and server are one process here. */
const PATIENT_MS = 60_000;
const IMPATIENT_MS = 1_000;
const PIECE = `"${'x'.repeat(2_000_000)}"`;
const PIECES = 50;

interface Row {
  readonly id: number;
  readonly payload: string | null;
  readonly payload_bytes: number | null;
}

const row = (id: number, payload: string | null): Row => ({
  id,
  payload,
  payload_bytes: payload === null ? null : Buffer.byteLength(payload),
});
const write = ({ id, payload }: Row) => ({ id, payload, is_archived: payload === null });

async function* from<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  await Promise.resolve();
  yield* items;
}

async function textOf(pieces: AsyncIterable<string>): Promise<string> {
  const texts: string[] = [];
  for await (const piece of pieces) texts.push(piece);
  return texts.join('');
}

/** A row whose payload comes in slices; its own is left out. */
const sliced = (id: number, slices: readonly string[]): RowsPart<Row> => ({
  row: { ...row(id, slices.join('')), payload: null },
  slices: from(slices),
});

describe('the text of a list', () => {
  const rest = { pagination: { total_count: 4, max_page: 1 } };

  it.each<[string, RowsPart<Row>[], Row[]]>([
    ['no row', [], []],
    ['rows', [{ rows: [row(1, 'a'), row(2, null)] }], [row(1, 'a'), row(2, null)]],
    [
      'rows and slices',
      [
        { rows: [row(1, '"')] },
        sliced(2, ['"\\\n', '\u0001\u2028\u{1f600}', '\u00e9']),
        { rows: [row(3, '')] },
      ],
      [row(1, '"'), row(2, '"\\\n\u0001\u2028\u{1f600}\u00e9'), row(3, '')],
    ],
    ['slices alone', [sliced(1, ['a', '']), sliced(2, ['b'])], [row(1, 'a'), row(2, 'b')]],
    ['a payload that was archived meanwhile', [sliced(1, [])], [row(1, null)]],
  ])('of %s is that of JSON.stringify', async (_what, parts, rows) => {
    expect(await textOf(listPieces(from(parts), write, rest))).toBe(
      JSON.stringify({ items: rows.map(write), ...rest }),
    );
  });

  it('and that of a row too', async () => {
    expect(await textOf(partPieces(sliced(1, ['a"', 'b']), write))).toBe(
      JSON.stringify(write(row(1, 'a"b'))),
    );
  });
});

describe('sending', () => {
  let made = 0;
  let ended = false;
  let breakAt = -1;
  let takeMs = PATIENT_MS;
  let port: number;
  const app: Express = express();
  app.get('/', async (_request, response) => {
    async function* pieces() {
      try {
        for (; made < PIECES; made += 1) {
          if (made === breakAt) throw new Error('the database is gone');
          yield PIECE;
          await Promise.resolve();
        }
      } finally {
        ended = true;
      }
    }
    await sendJsonPieces(response, new JsonPieces(pieces()), takeMs);
  });
  app.use(createErrorHandler(createLog('silent', 'test')));
  const server = createHttpServer(app);

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    ({ port } = server.address() as AddressInfo);
  });
  beforeEach(() => {
    made = 0;
    ended = false;
    breakAt = -1;
    takeMs = PATIENT_MS;
  });
  afterAll(() => server.close());

  const open = (method = 'GET') =>
    new Promise<IncomingMessage>((resolve, reject) => {
      get({ port, host: '127.0.0.1', agent: false, method }, resolve).on('error', reject);
    });

  async function bytesOf(response: IncomingMessage): Promise<number> {
    let bytes = 0;
    for await (const chunk of response) bytes += (chunk as Buffer).length;
    return bytes;
  }

  it('gives everything to who takes it', async () => {
    const response = await open();
    expect(response.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(await bytesOf(response)).toBe(PIECES * PIECE.length);
  });

  it('cuts who takes nothing, and makes no more than is on its way', async () => {
    takeMs = IMPATIENT_MS;
    const response = await open();
    response.pause();
    await eventually('cut', () => ended);
    expect(made).toBeLessThan(PIECES / 2);
    await expect(bytesOf(response)).rejects.toThrow(/aborted|ECONNRESET/);
  });

  it('makes nothing more for who has left', async () => {
    const response = await open();
    response.once('data', () => response.destroy());
    await eventually('ended', () => ended);
    expect(made).toBeLessThan(PIECES / 2);
  });

  it('nor for who waits behind another answer and leaves', async () => {
    const client = connect(port, '127.0.0.1', () =>
      client.write('GET / HTTP/1.1\r\nhost: a\r\n\r\n'.repeat(2)),
    );
    client.pause().on('error', () => undefined);
    await eventually('both are under way', () => made > 0);
    client.destroy();
    await eventually('ended', () => ended);
    expect(made).toBeLessThan(PIECES / 2);
  });

  it('half an answer does not look whole', async () => {
    breakAt = 3;
    await expect(bytesOf(await open())).rejects.toThrow(/aborted|ECONNRESET/);
  });

  it('what fails at once is answered as an error', async () => {
    breakAt = 0;
    expect((await open()).statusCode).toBe(500);
  });

  it('of HEAD nothing is sent', async () => {
    const response = await open('HEAD');
    expect([response.statusCode, await bytesOf(response), made]).toEqual([200, 0, 0]);
  });
});
