import { Client, Connection } from '@temporalio/client';
import { thrownByLateTry } from './late-try';

it("a call of the SDK's own connection that is tried again after its end fails no test", async () => {
  const thrown = await thrownByLateTry((address) => {
    const connection = Connection.lazy({ address });
    return { client: new Client({ connection }), close: () => connection.close() };
  });
  expect(thrown).toEqual([]);
});
