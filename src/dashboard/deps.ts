import type { CallApi } from '../api/local-api';
import type { Config } from '../config';
import type { Logger } from '../log';
import type { Services } from '../service';
import type { AssetManifest } from './assets';
import type { SessionCookie } from './cookies';
import type { ShownOnce } from './shown-once';

/** What the dashboard reads of the configuration. */
export type DashboardConfig = Pick<
  Config,
  | 'dashboard'
  | 'disableAfterFailures'
  | 'rateLimits'
  | 'secretGraceSeconds'
  | 'secretsKeys'
  | 'temporal'
>;

/** What the pages are made of. */
export interface DashboardDeps {
  readonly services: Services;
  readonly callApi: CallApi;
  readonly config: DashboardConfig;
  readonly cookie: SessionCookie;
  /** Of the page of access tokens. */
  readonly newToken: ShownOnce;
  readonly assets: AssetManifest;
  readonly log: Logger;
}
