import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { InlineEvent } from '../domain/activity-results';
import type { DisabledReason } from '../domain/endpoint';

/** Name of the workflow that an endpoint lives in. */
export const ENDPOINT_WORKFLOW = 'EndpointWorkflow';

/** What an endpoint's workflow begins with; everything but the ids is carried by continue-as-new. */
export interface EndpointWorkflowInput {
  readonly endpointId: string;
  readonly organizationId: string;
  /** Left out where the starter does not know it: the workflow then reads it from the database. */
  readonly state?: EndpointSnapshot;
}

/** The small state that one run hands to the next. */
export interface EndpointSnapshot {
  readonly enabled: boolean;
  readonly disabledReason: DisabledReason | null;
  /** ISO 8601, or null while enabled. */
  readonly disabledAt: string | null;
  readonly consecutiveFailures: number;
  /** The count that the row has, if it is not yet the same; absent in the states of version 0.2.0. */
  readonly mirroredFailures?: number;
  /** Whether events wait in the database that the workflow holds no id of. */
  readonly moreWaiting: boolean;
  readonly retrying: readonly string[];
  /** Mails about a disabling that are not sent yet. */
  readonly mails: readonly string[];
  /** Payloads that arrived by the `publish` signal and are not stored yet. */
  readonly inline: readonly InlineEvent[];
  /** Events that this endpoint's workflow has delivered, over all of its runs. */
  readonly delivered: number;
}

/** What the `status` query and update answer. */
export interface EndpointStatus {
  readonly state: 'enabled' | 'disabled' | 'closed';
  readonly disabledReason: DisabledReason | null;
  readonly disabledAt: string | null;
  readonly consecutiveFailures: number;
  readonly queued: number;
  readonly moreWaiting: boolean;
  readonly inRetry: number;
  readonly delivered: number;
}

/** Ids of events in the database that wait for delivery; `retrying` when only their retries were lost. */
export const eventsSignal =
  defineSignal<[ids: string[], options?: { retrying?: boolean }]>('events');
/** An operator enables the endpoint; the row follows. */
export const enableSignal = defineSignal('enable');
/** An operator disables the endpoint; the row follows. */
export const disableSignal = defineSignal('disable');
/** The API changed the row; the workflow follows. */
export const changedSignal = defineSignal('changed');
/** The endpoint was deleted. */
export const closeSignal = defineSignal('close');
/** A producer that speaks Temporal alone publishes to this one endpoint. */
export const publishSignal = defineSignal<[event: InlineEvent]>('publish');

export const statusQuery = defineQuery<EndpointStatus>('status');
/** As the query, but answered after everything that was signalled before it has taken effect. */
export const statusUpdate = defineUpdate<EndpointStatus>('status');
