import { printMail, signInMail } from '../../src/service/sign-in-mail';

const write = (email: string, organizations: string[]) =>
  signInMail({ email, organizations }, 'token', 'https://hooks.test', 15);

it('a printed mail has its link on a line of its own, so that a terminal makes it one', () => {
  const written: string[] = [];
  const spy = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  printMail(write('ops@example.com', ['Acme']));
  spy.mockRestore();
  const lines = written.join('').split('\n');
  expect(lines[0]).toBe('Mail to ops@example.com: Sign in to Signalpost');
  expect(lines).toContain('https://hooks.test/sign-in/link#token');
});

it.each([
  [['A'], '"A".'],
  [['A', 'B'], '"A" and "B".'],
  [['A', 'B', 'C'], '"A", "B" and "C".'],
  [Array.from({ length: 10 }, () => 'A'), '"A" and "A".'],
  [Array.from({ length: 11 }, () => 'A'), '"A", "A" and 1 more.'],
  [['\u{1F600}'.repeat(81)], `"${'\u{1F600}'.repeat(80)}…".`],
])('names of organizations are listed as people do: %#', (organizations, end) => {
  expect(write('a@b.test', organizations).body.split('\n')[1]).toMatch(new RegExp(`${end}$`, 'u'));
});
