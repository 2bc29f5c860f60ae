/** What Jest tells of a test file, as far as it is read. */
interface FileResult {
  readonly testFilePath: string;
  readonly testResults: readonly {
    readonly fullName: string;
    readonly status: string;
    readonly retryReasons?: readonly string[];
  }[];
}

declare class SecondTriesReporter {
  onTestResult(
    test: { readonly context: { readonly config: { readonly rootDir: string } } },
    result: FileResult,
  ): void;
  onRunComplete(): void;
  getLastError(): Error | undefined;
}

export = SecondTriesReporter;
