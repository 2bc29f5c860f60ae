/**
 * In CI a test over real servers that failed is tried once more, after the others of its file: a
 * stranger's machine that stands still for a second is no fault of a change. What was tried again is
 * listed before the summary, with the reason, and many of them fail the run (second-tries-reporter.js).
 */
if (process.env.CI === 'true') jest.retryTimes(1, { logErrorsBeforeRetry: true });
