'use strict';

const { relative } = require('node:path');

/** With more of them it is not the machine: the run fails. */
const MOST_SECOND_TRIES = 3;

/** Lists, before the summary, the tests that passed at their second try only. */
module.exports = class SecondTriesReporter {
  #tests = [];

  onTestResult({ context }, { testFilePath, testResults }) {
    const file = relative(context.config.rootDir, testFilePath);
    for (const { fullName, status, retryReasons = [] } of testResults) {
      if (status !== 'passed' || retryReasons.length === 0) continue;
      const [reason] = retryReasons.map((one) => one.split('\n', 1)[0]);
      this.#tests.push(`  ${file}: ${fullName}: ${reason}`);
    }
  }

  onRunComplete() {
    const { length } = this.#tests;
    if (length === 0) return;
    const heading = `Passed at the second try only (${length}; with more than ${MOST_SECOND_TRIES} the run fails):`;
    process.stderr.write(`\n${[heading, ...this.#tests].join('\n')}\n`);
  }

  /** Jest's question whether the run failed for a reason of ours. */
  getLastError() {
    if (this.#tests.length <= MOST_SECOND_TRIES) return undefined;
    return new Error('too many tests passed at their second try only');
  }
};
