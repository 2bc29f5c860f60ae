import type { Queryable, Timestamp } from './pool';

export interface MailRow {
  id: string;
  recipient: string;
  subject: string;
  body: string;
}

/** Writes one mail for each admin of an endpoint's organization about this disabling, once. */
export async function insertMailsToAdmins(
  db: Queryable,
  mail: {
    organizationId: string;
    endpointId: string;
    disabledAt: Timestamp;
    subject: string;
    body: string;
  },
): Promise<void> {
  await db.query(
    `insert into mails (id, organization_id, endpoint_id, disabled_at, recipient, subject, body)
     select gen_random_uuid(), $1, $2, $3, email, $4, $5
     from organization_members where organization_id = $1 and role = 'admin'
     on conflict (endpoint_id, disabled_at, recipient) do nothing`,
    [mail.organizationId, mail.endpointId, mail.disabledAt, mail.subject, mail.body],
  );
}

/** Mails about the disabling that is in force of an endpoint which are not sent yet. */
export async function selectUnsentMails(db: Queryable, endpointId: string): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select m.id from mails m join webhook_endpoints p on p.id = m.endpoint_id
     where m.endpoint_id = $1 and m.disabled_at = p.disabled_at and m.sent_at is null
     order by m.id`,
    [endpointId],
  );
  return rows.map(({ id }) => id);
}

/**
 * Takes an unsent mail for `leaseSeconds`, in which no other process gets it.
 *
 * @returns the mail; `sent` or `claimed` when it is not to be sent now
 */
export async function claimMail(
  db: Queryable,
  id: string,
  leaseSeconds: number,
): Promise<MailRow | undefined> {
  const { rows } = await db.query<MailRow>(
    `update mails set claimed_at = now()
     where id = $1 and sent_at is null
       and (claimed_at is null or claimed_at < now() - make_interval(secs => $2))
     returning id, recipient, subject, body`,
    [id, leaseSeconds],
  );
  return rows[0];
}

export async function isMailSent(db: Queryable, id: string): Promise<boolean> {
  const { rows } = await db.query<{ sent: boolean }>(
    'select sent_at is not null as sent from mails where id = $1',
    [id],
  );
  return rows[0]?.sent ?? true;
}

export async function markMailSent(db: Queryable, id: string): Promise<void> {
  await db.query('update mails set sent_at = now() where id = $1', [id]);
}

/** Gives a claimed mail back after a failure, so that the next try need not wait for the lease. */
export async function releaseMail(db: Queryable, id: string): Promise<void> {
  await db.query('update mails set claimed_at = null where id = $1 and sent_at is null', [id]);
}

/** Unsent mails older than `olderThanSeconds`, oldest first: the sweep sees to them. */
export async function selectStaleMails(
  db: Queryable,
  olderThanSeconds: number,
  limit: number,
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select id from mails
     where sent_at is null and created_at < now() - make_interval(secs => $1)
     order by created_at limit $2`,
    [olderThanSeconds, limit],
  );
  return rows.map(({ id }) => id);
}
