/** Id of the workflow of an endpoint. */
export const endpointWorkflowId = (endpointId: string): string => `endpoint/${endpointId}`;

/** Ids of the Schedules; they carry the task queue so that two deployments can share a namespace. */
export const sweepScheduleId = (taskQueue: string): string => `${taskQueue}-sweep`;
export const retentionScheduleId = (taskQueue: string): string => `${taskQueue}-retention`;
export const statisticsScheduleId = (taskQueue: string): string => `${taskQueue}-statistics`;
