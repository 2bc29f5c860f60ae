import { createTemporalClient } from '../../src/temporal/client';
import { thrownByLateTry } from '../helpers/late-try';

it('a call that is to be tried again does no harm once the client is closed', async () => {
  const thrown = await thrownByLateTry((address) => createTemporalClient({ address }, 'default'));
  expect(thrown).toEqual([]);
});
