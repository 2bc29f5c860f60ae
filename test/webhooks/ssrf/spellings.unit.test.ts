import { isDeliverableAddress } from '../../../src/webhooks/address';
import { parseEndpointUrl } from '../../../src/webhooks/endpoint-url';
import { isIpv6, SPECIAL_ADDRESSES } from './addresses';
import { isLocalHost, spellingsOf } from './spellings';

describe.each(SPECIAL_ADDRESSES)('%s', (address) => {
  it('is not deliverable', () => {
    const forms = isIpv6(address)
      ? [address, address.toUpperCase(), `${address}%eth0`]
      : [address, `::ffff:${address}`, `::FFFF:${address}`];
    for (const form of forms) {
      expect([form, isDeliverableAddress(form, { allowLoopback: false })]).toEqual([form, false]);
    }
  });

  it('is no URL of an endpoint in any spelling', () => {
    const accepted = spellingsOf(address)
      .filter(({ host }) => !isLocalHost(host))
      .flatMap(({ host }) => ['https', 'http', 'HTTPS'].map((scheme) => `${scheme}://${host}/hook`))
      .filter((url) => parseEndpointUrl(url).ok);
    expect(accepted).toEqual([]);
  });
});

it('a global address passes in each spelling that is one', () => {
  const passing = spellingsOf('8.8.8.8').filter(
    ({ host }) => parseEndpointUrl(`https://${host}/`).ok,
  );
  expect(passing.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['dotted', 'decimal', 'hex', 'octal', 'mixed', 'full-width digits']),
  );
  for (const { host } of passing) {
    expect(parseEndpointUrl(`https://${host}/`)).toMatchObject({
      url: expect.stringMatching(/^https:\/\/8\.8\.8\.8(:8443)?\/$/) as string,
    });
  }
});
