import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import axe from 'axe-core';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
/** What a browser would do by itself and no test has to do with. */
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const START_TIMEOUT_MS = 60_000;
const ACTION_TIMEOUT_MS = 15_000;
/** Chromium's word about each answer of 400 and more; a page that is refused is often what a test is after. */
const EXPECTED = /^Failed to load resource: the server responded with a status of 4\d\d/;
/** Violations are in the console too, but not those of every directive. */
const REPORT_VIOLATIONS = `document.addEventListener('securitypolicyviolation', (event) =>
  console.error('CSP: ' + event.effectiveDirective + ' ' + event.blockedURI + ' ' + event.sample))`;

/** Where Chromium is: CHROMIUM_PATH, else one of its names on PATH; undefined where it is not. */
export function findChromium(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const { CHROMIUM_PATH: given, PATH = '' } = environment;
  if (given !== undefined && given !== '') return given;
  return NAMES.flatMap((name) =>
    PATH.split(path.delimiter).map((folder) => path.join(folder, name)),
  ).find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** One Chromium for a test file; each test has contexts of its own. */
export class TestBrowser {
  private readonly contexts = new Set<BrowserContext>();
  private readonly complaints: string[] = [];

  private constructor(private readonly browser: Browser) {}

  static async start(executablePath: string): Promise<TestBrowser> {
    const browser = await chromium.launch({
      executablePath,
      args: FLAGS,
      timeout: START_TIMEOUT_MS,
    });
    return new TestBrowser(browser);
  }

  /**
   * A context that complains of errors, dialogs, violations of the CSP and requests to elsewhere;
   * `endTest` fails for them.
   */
  async newContext(
    options: BrowserContextOptions & { readonly baseURL: string },
  ): Promise<BrowserContext> {
    const context = await this.browser.newContext(options);
    this.contexts.add(context);
    context.setDefaultTimeout(ACTION_TIMEOUT_MS);
    // Without JavaScript it would not run, and fail.
    if (options.javaScriptEnabled !== false) await context.addInitScript(REPORT_VIOLATIONS);
    const complain = (what: string) => this.complaints.push(what);
    context.on('console', (message) => {
      if (message.type() === 'error' && !EXPECTED.test(message.text()))
        complain(`console: ${message.text()}`);
    });
    context.on('weberror', (error) => complain(`error: ${error.error().message}`));
    context.on('dialog', (dialog) => {
      complain(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    const { origin } = new URL(options.baseURL);
    context.on('request', (request) => {
      if (new URL(request.url()).origin !== origin) complain(`request to ${request.url()}`);
    });
    return context;
  }

  /** Closes what the test has opened. @throws Error with what its pages complained of */
  async endTest(): Promise<void> {
    await Promise.all([...this.contexts].map((context) => context.close()));
    this.contexts.clear();
    const complaints = this.complaints.splice(0);
    if (complaints.length > 0) throw new Error(`The pages complained:\n${complaints.join('\n')}`);
  }

  async close(): Promise<void> {
    await this.browser.close();
  }
}

/**
 * As jest's `describe`, for tests that need Chromium: skipped, and said to be, where it is absent; with
 * CI=true they fail there.
 *
 * @param define is given a function that returns the browser; it may be called in tests and hooks
 */
export function describeWithBrowser(
  name: string,
  define: (browser: () => TestBrowser) => void,
): void {
  const executable = findChromium();
  if (executable === undefined && process.env.CI !== 'true') {
    process.stderr.write(`SKIPPED: ${name}: Chromium is absent (CHROMIUM_PATH, or on PATH)\n`);
    describe.skip(`${name} (needs Chromium)`, () => define(absent));
    return;
  }
  describe(name, () => {
    let found: TestBrowser | undefined;
    beforeAll(async () => {
      found = await TestBrowser.start(executable ?? absent());
    }, START_TIMEOUT_MS);
    afterEach(() => found?.endTest());
    afterAll(() => found?.close());
    define(() => found ?? absent());
  });
}

function absent(): never {
  throw new Error('Chromium is absent: install it, or name it in CHROMIUM_PATH.');
}

/** The rules whose outcome depends on colours and sizes. */
export const AXE_RULES_OF_LOOKS = [
  'color-contrast',
  'link-in-text-block',
  'scrollable-region-focusable',
  'target-size',
];

/**
 * What axe finds wrong with a page as it is shown now, a line each.
 *
 * @param rules all of them when left out
 */
export async function axeViolations(page: Page, rules?: readonly string[]): Promise<string[]> {
  // The page's CSP is for what the page does, and not for what is evaluated from outside.
  if (await page.evaluate('window.axe === undefined')) await page.evaluate(axe.source);
  const { violations } = await page.evaluate<axe.AxeResults>(
    `axe.run(document, ${JSON.stringify({ resultTypes: ['violations'], ...(rules && { runOnly: rules }) })})`,
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) =>
      `${id}: ${help} at ${target.join(' ')}: ${failureSummary ?? ''}`.replaceAll(/\s+/g, ' '),
    ),
  );
}
