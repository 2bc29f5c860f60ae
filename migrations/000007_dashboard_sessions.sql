-- Signing in to the dashboard: links that are mailed, and the sessions that they, or access tokens,
-- open. Of both tokens the SHA-256 alone is stored.
--
-- A session has no rights of its own: they are those of the member or access token that it stands on,
-- at the moment of each request, and it goes with them.

create table dashboard_sessions (
  id uuid primary key,
  token_hash bytea not null unique,
  member_id uuid references organization_members (id) on delete cascade,
  access_token_id uuid references access_tokens (id) on delete cascade,
  created_at timestamptz not null default now(),
  last_used_at timestamptz not null default now(),
  expires_at timestamptz not null,
  check (num_nonnulls(member_id, access_token_id) = 1)
);
create index dashboard_sessions_of_member on dashboard_sessions (member_id) where member_id is not null;
create index dashboard_sessions_of_token on dashboard_sessions (access_token_id)
  where access_token_id is not null;
create index dashboard_sessions_expiry on dashboard_sessions (expires_at);

-- A link signs in an address, whatever organizations it is a member of by then.
create table sign_in_links (
  id uuid primary key,
  token_hash bytea not null unique,
  -- In lower case, as members are compared.
  email text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index sign_in_links_of_email on sign_in_links (email);
create index sign_in_links_expiry on sign_in_links (expires_at);

-- Members are looked for by their address alone, in all organizations.
create index organization_members_of_email on organization_members (lower(email));
