export { EndpointWorkflow } from './endpoint-workflow';
export { StatisticsWorkflow } from './statistics-workflow';
export { RetentionWorkflow, SweepWorkflow } from './sweep-workflow';
