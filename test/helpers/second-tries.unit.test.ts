import SecondTriesReporter from './second-tries-reporter';

describe('the list of tests that passed at their second try', () => {
  const afterRun = (secondTries: number) => {
    const reporter = new SecondTriesReporter();
    const once = { fullName: 'passed at once', status: 'passed', retryReasons: [] };
    const never = {
      fullName: 'never passed',
      status: 'failed',
      retryReasons: ['Error: a\n  at b'],
    };
    const late = { fullName: 'came late', status: 'passed', retryReasons: ['Error: c\n  at d'] };
    reporter.onTestResult(
      { context: { config: { rootDir: '/project' } } },
      {
        testFilePath: '/project/test/a.test.ts',
        testResults: [once, never, ...Array.from({ length: secondTries }, () => late)],
      },
    );
    const written: string[] = [];
    const write = jest
      .spyOn(process.stderr, 'write')
      .mockImplementation((text) => written.push(String(text)) > 0);
    reporter.onRunComplete();
    write.mockRestore();
    return { text: written.join(''), error: reporter.getLastError() };
  };

  it('names each with its file and what failed at first', () => {
    const { text, error } = afterRun(2);
    expect(text).toContain('(2; with more than 3 the run fails)');
    expect(text.match(/ {2}test\/a\.test\.ts: came late: Error: c\n/g)).toHaveLength(2);
    expect(text).not.toMatch(/passed at once|never passed/);
    expect(error).toBeUndefined();
  });

  it('says nothing where all passed at once', () => {
    expect(afterRun(0)).toEqual({ text: '', error: undefined });
  });

  it('fails the run when they are many', () => {
    expect(afterRun(3).error).toBeUndefined();
    expect(afterRun(4).error).toEqual(new Error('too many tests passed at their second try only'));
  });
});
