import { WorkflowNotFoundError, WorkflowIdReusePolicy, type Client } from '@temporalio/client';
import {
  changedSignal,
  closeSignal,
  ENDPOINT_WORKFLOW,
  eventsSignal,
  type EndpointSnapshot,
  type EndpointWorkflowInput,
} from '../workflows/messages';
import { ENDPOINT_STATE, ORGANIZATION_ID } from '../workflows/search-attributes';
import { endpointWorkflowId } from './names';

/** The state of an endpoint that was just made: nothing has to be read for it. */
const NEW_ENDPOINT: EndpointSnapshot = {
  enabled: true,
  disabledReason: null,
  disabledAt: null,
  consecutiveFailures: 0,
  moreWaiting: false,
  retrying: [],
  mails: [],
  inline: [],
  delivered: 0,
};

/** Starts and signals the workflows of endpoints. */
export interface EndpointWorkflows {
  /** Starts the workflow of a new endpoint. */
  start(endpointId: string, organizationId: string): Promise<void>;
  /** Signals ids of events; a workflow that was lost begins anew and reads the row. */
  signalEvents(
    endpointId: string,
    organizationId: string,
    ids: readonly string[],
    options?: { retrying?: boolean },
  ): Promise<void>;
  /** Says that the row was changed. */
  signalChanged(endpointId: string, organizationId: string): Promise<void>;
  /** Ends the workflow of a deleted endpoint; fine if it is gone already. */
  signalClose(endpointId: string): Promise<void>;
}

export function createEndpointWorkflows(client: Client, taskQueue: string): EndpointWorkflows {
  const options = (endpointId: string, organizationId: string, state?: EndpointSnapshot) => {
    const input: EndpointWorkflowInput = { endpointId, organizationId, state };
    return {
      workflowId: endpointWorkflowId(endpointId),
      taskQueue,
      args: [input] as [EndpointWorkflowInput],
      workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
      // Its activities and its further runs inherit it: organizations take turns at the workers.
      priority: { fairnessKey: organizationId },
      staticSummary: `Deliveries to endpoint ${endpointId}`,
      staticDetails:
        'Sends the events of one webhook endpoint. Signals: `enable`, `disable`. Query: `status`.',
      typedSearchAttributes: [
        { key: ORGANIZATION_ID, value: organizationId },
        { key: ENDPOINT_STATE, value: 'enabled' },
      ],
    };
  };
  type Start = (input: EndpointWorkflowInput) => Promise<void>;
  return {
    async start(endpointId, organizationId) {
      await client.workflow.start<Start>(
        ENDPOINT_WORKFLOW,
        options(endpointId, organizationId, NEW_ENDPOINT),
      );
    },
    async signalEvents(endpointId, organizationId, ids, signalOptions) {
      type Args = Parameters<(ids: string[], options?: { retrying?: boolean }) => void>;
      const signalArgs: Args =
        signalOptions?.retrying === true ? [[...ids], signalOptions] : [[...ids]];
      try {
        // Workflows are rarely lost, and a start that may be needed costs the server a third more.
        await client.workflow
          .getHandle(endpointWorkflowId(endpointId))
          .signal(eventsSignal, ...signalArgs);
      } catch (error) {
        if (!(error instanceof WorkflowNotFoundError)) throw error;
        await client.workflow.signalWithStart<Start, Args>(ENDPOINT_WORKFLOW, {
          ...options(endpointId, organizationId),
          signal: eventsSignal,
          signalArgs,
        });
      }
    },
    async signalChanged(endpointId, organizationId) {
      await client.workflow.signalWithStart<Start>(ENDPOINT_WORKFLOW, {
        ...options(endpointId, organizationId),
        signal: changedSignal,
        signalArgs: [],
      });
    },
    async signalClose(endpointId) {
      try {
        await client.workflow.getHandle(endpointWorkflowId(endpointId)).signal(closeSignal);
      } catch (error) {
        if (!(error instanceof WorkflowNotFoundError)) throw error;
      }
    },
  };
}
