import type { Pool } from '../db/pool';
import type { SchemaChecker } from '../event-schemas/schema-checker';
import type { Logger } from '../log';
import type { SecretBox } from '../webhooks/secret-box';
import type { Mailer } from '../mail/mailer';
import type { Sender } from './sender';

/** What the activities are made of; the worker gives the real parts. */
export interface ActivityDependencies {
  /** For statements that find their rows by keys. */
  readonly pool: Pool;
  /** For those that go over many rows: the sweep, the counts and the archive. */
  readonly bulkPool: Pool;
  readonly sender: Sender;
  readonly secretBox: SecretBox;
  /** Checks what comes by signal by the schema of its type. */
  readonly schemaChecker: Pick<SchemaChecker, 'check'>;
  /** Null without an SMTP server: mails stay in the database. */
  readonly mailer: Mailer | null;
  /** Signals event ids to an endpoint's workflow, starting it where it is lost. */
  readonly signalEvents: (
    endpointId: string,
    organizationId: string,
    ids: readonly string[],
    options?: { retrying?: boolean },
  ) => Promise<void>;
  /** Has the ids handed over of endpoints at which whoever follows them is to look at once. */
  readonly onWakeUp: (listener: (endpointIds: readonly string[]) => void) => void;
  /** Ends the workflow of a deleted endpoint; fine if it has ended. */
  readonly closeWorkflow: (endpointId: string) => Promise<void>;
  /** Whether the worker is being shut down: what is under way should come to its end. */
  readonly isStopping: () => boolean;
  readonly log: Logger;
  readonly settings: {
    readonly disableAfterFailures: number;
    readonly sweepAfterSeconds: number;
    readonly payloadRetentionDays: number;
    readonly dashboard: { readonly publicUrl: string };
    readonly worker: { readonly maxActivities: number; readonly maxCachedWorkflows: number };
    readonly delivery: { readonly connectionsPerOrigin: number };
  };
}
