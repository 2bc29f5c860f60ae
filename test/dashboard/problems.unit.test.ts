import { jsonProblem, problemsOf } from '../../src/dashboard/problems';
import { ApiError, validationError } from '../../src/errors';

describe('problems', () => {
  it('of the API stand beside their fields, in whole sentences', () => {
    const found = problemsOf(
      validationError([
        { type: 'value_error', loc: ['body', 'url'], msg: 'Value error, the URL is bad', input: 1 },
        { type: 'value_error', loc: ['body', 'url'], msg: 'a second one', input: 1 },
        { type: 'missing', loc: ['body', 'name'], msg: 'Field required', input: {} },
        { type: 'enum', loc: ['body', 'events', 0], msg: 'Is it this?', input: {} },
        { type: 'json_invalid', loc: ['body', 12], msg: 'JSON decode error', input: {} },
        { type: 'x', loc: ['body'], msg: '', input: {} },
      ]),
    );
    expect(found?.of('url')).toBe('The URL is bad.');
    expect(found?.of('name')).toBe('This is needed.');
    expect(found?.of('events')).toBe('Is it this?');
    expect(found?.of('')).toBe('JSON decode error.');
    expect(found?.of('__proto__')).toBeUndefined();
    expect(found?.all).toHaveLength(6);
  });

  it('are the form’s as a whole for a conflict, and nothing for what is not about the form', () => {
    expect(problemsOf(new ApiError('Conflict', 'There is one.'))?.of('')).toBe('There is one.');
    expect(problemsOf(new ApiError('ResourceNotFound'))).toBeUndefined();
    expect(problemsOf(new Error('x'))).toBeUndefined();
    expect(problemsOf(undefined)).toBeUndefined();
  });

  it('of JSON say what is wrong; of JSON that is right, nothing', () => {
    for (const json of ['{}', 'null', ' 1 ', '"\\u0000"'])
      expect(jsonProblem(json)).toBeUndefined();
    for (const json of ['', '{', "{'a':1}", '{"a":1,}', 'NaN', '\u00a0{}', '{} {}'])
      expect(jsonProblem(json)).toMatch(/^This is not JSON: .+\.$/s);
  });
});
