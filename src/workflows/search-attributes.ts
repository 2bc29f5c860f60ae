import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';

/** The organization that an endpoint belongs to. */
export const ORGANIZATION_ID = defineSearchAttributeKey(
  'OrganizationId',
  SearchAttributeType.KEYWORD,
);
/** `enabled` or `disabled`. */
export const ENDPOINT_STATE = defineSearchAttributeKey(
  'EndpointState',
  SearchAttributeType.KEYWORD,
);
/** Failed events in a row. */
export const CONSECUTIVE_FAILURES = defineSearchAttributeKey(
  'ConsecutiveFailures',
  SearchAttributeType.INT,
);

/** What the migrate step registers at the Temporal server. */
export const SEARCH_ATTRIBUTES = [ORGANIZATION_ID, ENDPOINT_STATE, CONSECUTIVE_FAILURES];
