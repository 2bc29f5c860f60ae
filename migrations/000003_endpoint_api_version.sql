-- The version of Polar's API that an endpoint was made for. Receivers with Polar's 1.x SDKs need the
-- body to name it; null is an endpoint from before them, whose bodies do not.

alter table webhook_endpoints add column api_version text
  check (api_version in ('2026-04', '2026-10', '2027-01'));
