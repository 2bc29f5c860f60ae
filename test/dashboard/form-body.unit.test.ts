import { Form, uuidParam } from '../../src/dashboard/form-body';

describe('fields of a form', () => {
  const form = new Form(
    Object.assign(Object.create(null) as object, {
      text: '  a  ',
      lines: 'a\r\nb\rc\n',
      twice: ['1', '2'],
      mixed: ['x', 3, null],
      number: 5,
    }),
  );

  it('are text, of several the first, and nothing where there is none', () => {
    expect(form.text('text')).toBe('a');
    expect(form.text('twice')).toBe('1');
    expect(form.text('number')).toBe('');
    expect(form.text('missing')).toBe('');
    expect(form.text('__proto__')).toBe('');
    expect(form.text('constructor')).toBe('');
    expect(form.raw('lines')).toBe('a\nb\rc\n');
    expect(form.raw('missing')).toBe('');
    expect(form.all('twice')).toEqual(['1', '2']);
    expect(form.all('mixed')).toEqual(['x']);
    expect(form.all('missing')).toEqual([]);
  });

  it.each([undefined, null, 'text', 5, [], ['a']])('a body %p has none', (body) => {
    expect(new Form(body).text('csrf')).toBe('');
  });

  it('an id is a UUID, in lower case', () => {
    const id = '3F0B0F3E-0000-4000-8000-00000000000A';
    expect(uuidParam(id)).toBe(id.toLowerCase());
    for (const value of ['', `${id} `, `${id}\n`, id.replaceAll('-', ''), 5, undefined, [id]])
      expect(() => uuidParam(value)).toThrow('Not found');
  });
});
