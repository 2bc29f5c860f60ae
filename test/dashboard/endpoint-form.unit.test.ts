import {
  endpointBody,
  fieldsOf,
  joined,
  NEW_ENDPOINT,
  readEndpointFields,
} from '../../src/dashboard/endpoint-form';
import { Form } from '../../src/dashboard/form-body';
import { Problems } from '../../src/dashboard/problems';
import type { Endpoint } from '../../src/service/endpoints';

describe("an endpoint's form", () => {
  const typed = (headers: string, more: Partial<typeof NEW_ENDPOINT> = {}) =>
    endpointBody({ ...NEW_ENDPOINT, headers, ...more });

  it('reads a header a line, with what is around them left out', () => {
    const { body, problems } = typed('  X-A :  b: c  \n\nX-Empty:\nx-é: 1\n');
    expect(problems).toEqual([]);
    expect(body.headers).toEqual({ 'X-A': 'b: c', 'X-Empty': '', 'x-é': '1' });
  });

  it.each(['no colon', ': no name', 'two words: x'])('%p is no header', (line) => {
    const { problems } = typed(`X-A: b\n${line}`);
    expect(problems).toEqual([
      { field: 'headers', message: expect.stringContaining('Name: value') },
    ]);
  });

  it('a header by the name of what every object has is one like others', () => {
    const { body } = typed('__proto__: x\nconstructor: y');
    expect(JSON.parse(JSON.stringify(body.headers))).toEqual(
      JSON.parse('{"__proto__":"x","constructor":"y"}'),
    );
  });

  it('leaves to the API what is a number and what is not', () => {
    expect(typed('', { maxInFlight: '5' }).body.max_in_flight).toBe(5);
    expect(typed('', { maxInFlight: 'many' }).body.max_in_flight).toBe('many');
    expect(typed('').body).not.toHaveProperty('max_in_flight');
    expect(typed('').body).not.toHaveProperty('secret');
    expect(typed('', { secret: 's' }).body.secret).toBe('s');
  });

  it('of an endpoint holds what is set on it, and never its secret', () => {
    const endpoint = {
      url: 'https://example.com/',
      name: null,
      format: 'raw',
      events: ['order.paid'],
      ordering: 'strict',
      max_in_flight: 3,
      headers: { 'X-A': 'b', 'X-C': '' },
      secret: 'whsec_x',
    } as unknown as Endpoint;
    const fields = fieldsOf(endpoint);
    expect(fields).toMatchObject({ name: '', maxInFlight: '3', headers: 'X-A: b\nX-C: ' });
    expect(JSON.stringify(fields)).not.toContain('whsec');
    expect(endpointBody(fields).body.headers).toEqual(endpoint.headers);
  });

  it('of a body without fields is empty, and its problems are those of both', () => {
    expect(readEndpointFields(new Form(undefined))).toMatchObject({ url: '', events: [] });
    const told = new Problems([{ field: 'url', message: 'b' }]);
    expect(joined([{ field: 'headers', message: 'a' }], told).all).toHaveLength(2);
    expect(joined([], undefined).all).toEqual([]);
  });
});
