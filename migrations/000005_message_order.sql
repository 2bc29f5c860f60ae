-- The messages of one batch have the same time, and their place in the table is no order: once rows
-- were removed, later ones come to lie before earlier ones. Listeners are told of messages in this
-- order. Never used as a cursor: a lower number may be committed later than a higher one.
--
-- A sequence of its own and not an identity column: that would have to number what is there, and write
-- the whole table anew while nobody can publish. Messages of before stay without a number; only those
-- of the last seconds are ever ordered.

alter table webhook_messages add column seq bigint;
create sequence webhook_messages_seq_seq owned by webhook_messages.seq;
alter table webhook_messages alter column seq set default nextval('webhook_messages_seq_seq');
