export { EndpointWorkflow } from './endpoint-workflow';
export { RetentionWorkflow, SweepWorkflow } from './sweep-workflow';
