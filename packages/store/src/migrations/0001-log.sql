-- The log of every community, what it amounts to, and what is kept beside it.
-- Every key begins with the community, and nothing refers from one community to another, so that each can move on its own.
-- Texts compare by bytes (collate "C"), on every server alike.
-- Bodies are json, not jsonb: json keeps the text as it was given, and hashes are made of that text. Times of entries are text for the same reason.

create table community (
  community text collate "C" primary key,
  founded bigint generated always as identity
);

create table entry (
  community text collate "C" not null,
  sequence bigint not null check (sequence >= 1),
  previous text collate "C" not null,
  hash text collate "C" not null check (length(hash) = 64),
  kind text collate "C" not null,
  version integer not null,
  at text collate "C" not null,
  by text collate "C" not null,
  body json not null,
  primary key (community, sequence)
);

create table record (
  community text collate "C" not null,
  kind text collate "C" not null,
  id text collate "C" not null,
  revision bigint not null,
  body json not null,
  primary key (community, kind, id)
);

create table document (
  community text collate "C" not null,
  hash text collate "C" not null,
  text text not null,
  kept_at timestamptz not null default now(),
  primary key (community, hash)
);

create table plan (
  community text collate "C" not null,
  number bigint not null,
  hash text collate "C" not null,
  problem_hash text collate "C" not null,
  sequence bigint not null,
  made_at text not null,
  primary key (community, number),
  unique (community, hash, sequence)
);

create table session (
  token_hash text collate "C" primary key,
  kind text not null,
  name text not null,
  created_at text not null,
  expires_at text not null
);

-- The chain. Each new entry must stand behind the one before it and carry its hash; what stands is never changed.
-- Looked at once for all rows of a statement. The planner is held to the index: the plan is kept for the whole connection,
-- and what is quick while the table is empty would read all of it later.
create function entry_must_continue() returns trigger language plpgsql
set enable_seqscan = off set enable_bitmapscan = off as $$
declare
  broken record;
begin
  select added.community, added.sequence into broken
  from added
  where added.previous is distinct from case
    when added.sequence = 1 then repeat('0', 64)
    else (
      select before.hash from entry before
      where before.community = added.community and before.sequence = added.sequence - 1
    )
  end
  limit 1;
  if found then
    raise exception 'entry % of % does not continue its chain', broken.sequence, broken.community
      using errcode = 'integrity_constraint_violation';
  end if;
  insert into community (community) select added.community from added where added.sequence = 1;
  return null;
end $$;

create trigger entry_must_continue after insert on entry
referencing new table as added for each statement execute function entry_must_continue();

create function entry_must_stand() returns trigger language plpgsql as $$
begin
  raise exception 'entries are never changed or removed' using errcode = 'integrity_constraint_violation';
end $$;

create trigger entry_must_stand before update or delete or truncate on entry
for each statement execute function entry_must_stand();

create function community_head(of_community text, out sequence bigint, out hash text) language plpgsql stable
set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off as $$
begin
  select entry.sequence, entry.hash into sequence, hash
  from entry where entry.community = of_community order by entry.sequence desc limit 1;
  if not found then
    sequence := 0;
    hash := repeat('0', 64);
  end if;
end $$;

-- Entries and records in one statement, and so in one transaction and one round trip.
-- The lock makes writers of one community wait for each other, whichever server they talk from: exactly one finds the head where it left it.
-- Gives the head that it found. `entries` and `writes` are arrays of objects; a body is a text within them, because json keeps a text as it is and not the inside of a value.
create function append_entries(
  into_community text, after_sequence bigint, after_hash text, entries json, writes json,
  out appended boolean, out sequence bigint, out hash text
) language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(into_community, 1));
  if current_setting('synchronous_commit') = 'off' then
    perform set_config('synchronous_commit', 'on', true);
  end if;
  select head.sequence, head.hash into sequence, hash from community_head(into_community) head;
  appended := sequence = after_sequence and hash = after_hash;
  if not appended then
    return;
  end if;

  insert into entry (community, sequence, previous, hash, kind, version, at, by, body)
  select into_community, new.sequence, new.previous, new.hash, new.kind, new.version, new.at, new.by, new.body::json
  from json_to_recordset(entries) as new(
    sequence bigint, previous text, hash text, kind text, version integer, at text, by text, body text
  );

  insert into record (community, kind, id, revision, body)
  select into_community, new.kind, new.id, new.revision, new.body::json
  from json_to_recordset(writes) as new(kind text, id text, revision bigint, body text)
  where new.body is not null
  on conflict (community, kind, id) do update set revision = excluded.revision, body = excluded.body;

  delete from record using json_to_recordset(writes) as gone(kind text, id text, body text)
  where gone.body is null and record.community = into_community and record.kind = gone.kind and record.id = gone.id;
end $$;

-- Numbers a plan, or gives the number it has, and removes the documents that only plans older than the newest `kept` name.
create function keep_plan(of_community text, new_plan json, kept integer, out number bigint) language plpgsql as $$
declare
  newest bigint;
begin
  perform pg_advisory_xact_lock(hashtextextended(of_community, 2));
  select coalesce(max(plan.number), 0) into newest from plan where plan.community = of_community;
  select plan.number into number from plan
  where plan.community = of_community and plan.hash = new_plan ->> 'hash' and plan.sequence = (new_plan ->> 'sequence')::bigint;
  if not found then
    newest := newest + 1;
    number := newest;
    insert into plan (community, number, hash, problem_hash, sequence, made_at)
    values (
      of_community, number, new_plan ->> 'hash', new_plan ->> 'problemHash', (new_plan ->> 'sequence')::bigint, new_plan ->> 'madeAt'
    );
  end if;
  delete from document
  where document.community = of_community
    and document.hash in (
      select unnest(array[plan.hash, plan.problem_hash]) from plan where plan.community = of_community and plan.number <= newest - kept
    )
    and document.hash not in (
      select unnest(array[plan.hash, plan.problem_hash]) from plan where plan.community = of_community and plan.number > newest - kept
    );
end $$;
