-- The ledger: entries that the database checks itself, records of every noun, events and quantities that are made by the database alone.
-- A community has a small number here, and every key begins with it. Documents, plans and turns keep the community's text:
-- they are few, and may be there before the community is.
-- Functions hold the planner to indexes and nested loops: their plans are kept for as long as the connection is, and what is quick while
-- a table is empty would read all of it later. For the same reason one thing is looked up after the other (`lateral ... limit 1`) and not joined:
-- of two tables that it knows nothing of yet, a planner begins with either.

drop trigger entry_must_continue on entry;
drop trigger entry_must_stand on entry;
drop function entry_must_continue(), append_entries(text, bigint, text, json, json), community_head(text);
alter table entry rename to old_entry;
alter index entry_pkey rename to old_entry_pkey;
drop table record;

-- rebuilt: how far a rebuild has made the records, events and quantities; null where they are all there. Nothing is appended meanwhile.
alter table community drop constraint community_pkey;
alter table community rename column founded to number;
alter table community alter column number type integer;
alter table community add primary key (number), add unique (community), add column rebuilt bigint;

-- One writer at a time may ask to be left alone for a moment.
create table turn (
  community text collate "C" primary key,
  writer text collate "C" not null,
  until timestamptz not null
);

-- text: the canonical JSON of the whole entry. hash: SHA-256 of the hash before it (32 zero bytes for the first) and the text in UTF-8.
create table entry (
  sequence bigint not null check (sequence >= 1),
  community integer not null,
  hash bytea not null check (length(hash) = 32),
  text text collate "C" not null,
  primary key (community, sequence)
);

-- What the log amounts to. Of an economicResource the body lacks the numbers of both quantities, which are in resource_quantity.
-- An economicEvent is here only where something was noted on it since it was recorded.
-- Where two indexes begin alike, a planner that knows nothing of a new table yet takes either: so the one by age leaves out what was removed,
-- which no search by id does, and links know their record by a number of their own.
create table record (
  number bigint generated always as identity,
  created bigint not null,
  revision bigint not null,
  community integer not null,
  is_removed boolean not null,
  is_regional boolean not null,
  kind text collate "C" not null,
  id text collate "C" not null,
  body text collate "C" not null,
  primary key (community, kind, id)
);
create unique index record_by_age on record (community, kind, created) where not is_removed;
create index record_regional on record (community, kind, id) where is_regional and not is_removed;

-- Who names whom: one row for each reference of a record that was not removed. Of events only what is no column of theirs.
-- record: the number of the record; of an event that stands as it was recorded its sequence below zero.
create table link (
  created bigint not null,
  record bigint not null,
  community integer not null,
  kind text collate "C" not null,
  property text collate "C" not null,
  target_kind text collate "C" not null,
  target text collate "C" not null,
  primary key (community, kind, property, target_kind, target, created)
);
create index link_by_record on link (record);

-- What an action adds to the quantities of the resource named first ("from") and of the one it goes to ("to"), times the event's quantity.
-- A number is an action's place in ACTIONS of rea. lands: where a "to" is named, what would be added to "from" is added to it instead.
create table action_effect (
  number smallint primary key,
  action text collate "C" not null unique,
  accounting_from smallint not null,
  accounting_to smallint not null,
  onhand_from smallint not null,
  onhand_to smallint not null,
  lands boolean not null
);
insert into action_effect values
  (1, 'produce', 1, 0, 1, 0, false),
  (2, 'consume', -1, 0, -1, 0, false),
  (3, 'use', 0, 0, 0, 0, false),
  (4, 'work', 0, 0, 0, 0, false),
  (5, 'cite', 0, 0, 0, 0, false),
  (6, 'deliverService', 0, 0, 0, 0, false),
  (7, 'pickup', 0, 0, -1, 0, false),
  (8, 'dropoff', 0, 0, 1, 0, true),
  (9, 'accept', 0, 0, -1, 0, false),
  (10, 'modify', 0, 0, 1, 0, true),
  (11, 'combine', 0, 0, -1, 0, false),
  (12, 'separate', 0, 0, 1, 0, false),
  (13, 'transferCustody', 0, 0, -1, 1, false),
  (14, 'transferAllRights', -1, 1, 0, 0, false),
  (15, 'transfer', -1, 1, -1, 1, false),
  (16, 'move', -1, 1, -1, 1, false),
  (17, 'copy', 0, 1, 0, 1, false),
  (18, 'raise', 1, 0, 1, 0, false),
  (19, 'lower', -1, 0, -1, 0, false);

-- Events, made from the entries that record them. What they name is held by the number of the entry that first wrote it (`created`),
-- 0 where the community has no such record, which the check then refuses. Foreign keys would ask once for each row and column.
create table economic_event (
  sequence bigint not null,
  resource bigint,
  to_resource bigint,
  provider bigint,
  receiver bigint,
  conforms_to bigint,
  input_of bigint,
  output_of bigint,
  community integer not null,
  action smallint not null,
  quantity numeric,
  id text collate "C" not null,
  primary key (community, sequence),
  unique (community, id),
  constraint event_names_what_is_there
  check (least(resource, to_resource, provider, receiver, conforms_to, input_of, output_of) > 0)
);
create index event_resource on economic_event (community, resource, sequence) where resource is not null;
create index event_to_resource on economic_event (community, to_resource, sequence) where to_resource is not null;
create index event_provider on economic_event (community, provider, sequence) where provider is not null;
create index event_receiver on economic_event (community, receiver, sequence) where receiver is not null;
create index event_conforms_to on economic_event (community, conforms_to, sequence) where conforms_to is not null;
create index event_input_of on economic_event (community, input_of, sequence) where input_of is not null;
create index event_output_of on economic_event (community, output_of, sequence) where output_of is not null;

-- How much there is of a resource: the sum of what events did to it. revision: the last event that did something.
-- next_lowest: a limit that is due behind the entries that are being taken in; one that is stricter may only then be kept.
create table resource_quantity (
  resource bigint not null,
  revision bigint not null,
  community integer not null,
  accounting numeric not null,
  onhand numeric not null,
  lowest numeric,
  next_lowest numeric,
  currency text collate "C",
  primary key (community, resource),
  constraint account_above_its_limit check (lowest is null or (accounting >= lowest and onhand >= lowest))
) with (fillfactor = 70);
create index resource_quantity_due on resource_quantity (community, resource) where next_lowest is not null;

-- Texts of JSON as a json that can be looked into: PostgreSQL stumbles over NUL and half characters anywhere in it, which ids never hold.
create function readable_json(given text) returns json language sql immutable as $$
  select case
    when strpos(given, '\u') = 0 then given
    else regexp_replace(given, '(\\\\)|\\u(0000|[dD][89a-fA-F][0-9a-fA-F]{2})', '\1', 'g')
  end::json
$$;

-- The chain ------------------------------------------------------------------------------------------------------------------------------

create function entry_must_continue() returns trigger language plpgsql
set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off set enable_mergejoin = off
set plan_cache_mode = force_generic_plan as $$
declare
  broken record;
begin
  select linked.community, linked.sequence into broken
  from (
    select
      added.community, added.sequence, added.hash, added.text,
      lag(added.sequence) over log as sequence_before,
      lag(added.hash) over log as hash_before
    from added
    window log as (partition by added.community order by added.sequence)
  ) linked
  where linked.sequence is distinct from coalesce(linked.sequence_before + 1, linked.sequence)
    or linked.hash is distinct from sha256(
      case
        when linked.hash_before is not null then linked.hash_before
        when linked.sequence = 1 then decode(repeat('00', 32), 'hex')
        else (
          select before.hash from entry before
          where before.community = linked.community and before.sequence = linked.sequence - 1
        )
      end || convert_to(linked.text, 'UTF8')
    )
  limit 1;
  if found then
    raise exception 'entry % of community % does not continue its chain', broken.sequence, broken.community
      using errcode = 'integrity_constraint_violation';
  end if;
  return null;
end $$;

create trigger entry_continues after insert on entry
referencing new table as added for each statement execute function entry_must_continue();

create trigger entry_stands before update or delete or truncate on entry
for each statement execute function entry_must_stand();

-- Events and quantities ------------------------------------------------------------------------------------------------------------------

-- Only triggers may write what is made here: a statement that somebody sends comes with a depth of 1.
-- This holds against every statement but those that change tables, triggers or functions; what those did is found by a rebuild.
create function only_by_triggers() returns trigger language plpgsql as $$
begin
  if pg_trigger_depth() < 2 then
    raise exception '% is made by the database alone', tg_table_name using errcode = 'integrity_constraint_violation';
  end if;
  return null;
end $$;

create trigger only_by_triggers before insert or update or delete or truncate on economic_event
for each statement execute function only_by_triggers();
create trigger only_by_triggers before insert or update or delete or truncate on resource_quantity
for each statement execute function only_by_triggers();


-- Makes the events of the entries behind `after` up to `through`.
create function make_events(of_community integer, after bigint, through bigint) returns void language plpgsql
set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off set enable_mergejoin = off
set plan_cache_mode = force_generic_plan as $$
begin
  insert into economic_event (
    community, sequence, id, action, quantity, resource, to_resource, provider, receiver, conforms_to, input_of, output_of
  )
  select
    of_community, entry.sequence, event.id,
    (select effect.number from action_effect effect where effect.action = event.action),
    (event."resourceQuantity" ->> 'hasNumericalValue')::numeric,
    case when event."resourceInventoriedAs" is not null then coalesce((
      select named.created from record named
      where named.community = of_community and named.kind = 'economicResource' and named.id = event."resourceInventoriedAs"
    ), 0) end,
    case when event."toResourceInventoriedAs" is not null then coalesce((
      select named.created from record named
      where named.community = of_community and named.kind = 'economicResource' and named.id = event."toResourceInventoriedAs"
    ), 0) end,
    case when event.provider is not null then coalesce((
      select named.created from record named
      where named.community = of_community and named.kind = 'agent' and named.id = event.provider
    ), 0) end,
    case when event.receiver is not null then coalesce((
      select named.created from record named
      where named.community = of_community and named.kind = 'agent' and named.id = event.receiver
    ), 0) end,
    case when event."resourceConformsTo" is not null then coalesce((
      select named.created from record named
      where named.community = of_community and named.kind = 'resourceSpecification' and named.id = event."resourceConformsTo"
    ), 0) end,
    case when event."inputOf" is not null then coalesce((
      select named.created from record named
      where named.community = of_community and named.kind = 'process' and named.id = event."inputOf"
    ), 0) end,
    case when event."outputOf" is not null then coalesce((
      select named.created from record named
      where named.community = of_community and named.kind = 'process' and named.id = event."outputOf"
    ), 0) end
  from (
    -- Limited, so that each entry is read once before it is looked into.
    select entry.sequence, readable_json(entry.text) as whole
    from entry where entry.community = of_community and entry.sequence > after and entry.sequence <= through
    offset 0
  ) entry
  cross join lateral json_to_record(entry.whole -> 'body' -> 'event') as event(
    id text, action text, provider text, receiver text, "resourceInventoriedAs" text, "toResourceInventoriedAs" text,
    "resourceConformsTo" text, "inputOf" text, "outputOf" text, "resourceQuantity" json
  )
  where entry.whole ->> 'kind' in ('economicEventRecorded', 'stockRaised');
end $$;

create function entry_makes_events() returns trigger language plpgsql
set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off set enable_mergejoin = off
set plan_cache_mode = force_generic_plan as $$
declare
  stretch record;
begin
  for stretch in
    select added.community, min(added.sequence) - 1 as after, max(added.sequence) as through from added group by added.community
  loop
    if (select community.rebuilt from community where community.number = stretch.community) is null then
      perform make_events(stretch.community, stretch.after, stretch.through);
      -- A limit that was set with these entries holds from now on.
      update resource_quantity set lowest = next_lowest, next_lowest = null
      where resource_quantity.community = stretch.community and resource_quantity.next_lowest is not null;
    end if;
  end loop;
  return null;
end $$;

-- Behind entry_continues: triggers run in the order of their names.
create trigger entry_makes_events after insert on entry
referencing new table as added for each statement execute function entry_makes_events();

-- What the event of each row does, to one resource or two.
create function event_changes_quantities() returns trigger language plpgsql
set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off set enable_mergejoin = off
set plan_cache_mode = force_generic_plan as $$
declare
  one_sided record;
begin
  select effect.community, effect.sequence into one_sided
  from (
    select happened.community, happened.sequence, quantity.currency, side.accounting, side.onhand
    from happened
    cross join lateral (select * from action_effect action where action.number = happened.action limit 1) action
    cross join lateral (
      values
        (happened.resource, happened.quantity * action.accounting_from,
          happened.quantity * case when action.lands and happened.to_resource is not null then 0 else action.onhand_from end),
        (happened.to_resource, happened.quantity * action.accounting_to,
          happened.quantity * case when action.lands then action.onhand_from else action.onhand_to end)
    ) side(resource, accounting, onhand)
    cross join lateral (
      select account.currency from resource_quantity account
      where account.community = happened.community and account.resource = side.resource limit 1
    ) quantity
    where side.resource is not null and quantity.currency is not null
  ) effect
  group by effect.community, effect.sequence, effect.currency
  having sum(effect.accounting) <> 0 or sum(effect.onhand) <> 0
  limit 1;
  if found then
    raise exception 'event % of community % gives or takes credit on one side only', one_sided.sequence, one_sided.community
      using errcode = 'integrity_constraint_violation';
  end if;

  insert into resource_quantity as kept (community, resource, revision, accounting, onhand)
  select happened.community, side.resource, max(happened.sequence), sum(side.accounting), sum(side.onhand)
  from happened
  cross join lateral (select * from action_effect action where action.number = happened.action limit 1) action
  cross join lateral (
    values
      (happened.resource, happened.quantity * action.accounting_from,
        happened.quantity * case when action.lands and happened.to_resource is not null then 0 else action.onhand_from end),
      (happened.to_resource, happened.quantity * action.accounting_to,
        happened.quantity * case when action.lands then action.onhand_from else action.onhand_to end)
  ) side(resource, accounting, onhand)
  where side.resource is not null and (side.accounting <> 0 or side.onhand <> 0)
  group by happened.community, side.resource
  having sum(side.accounting) <> 0 or sum(side.onhand) <> 0
  on conflict (community, resource) do update
  set accounting = kept.accounting + excluded.accounting, onhand = kept.onhand + excluded.onhand, revision = excluded.revision;
  return null;
end $$;

create trigger event_changes_quantities after insert on economic_event
referencing new table as happened for each statement execute function event_changes_quantities();

-- A resource that is written has a quantity, which begins at zero, and the limit and the currency that its body says.
-- A limit waits until the entries behind it are in: until then there is none.
create function resource_has_quantity() returns trigger language plpgsql
set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off set enable_mergejoin = off
set plan_cache_mode = force_generic_plan as $$
begin
  insert into resource_quantity as kept (community, resource, revision, accounting, onhand, next_lowest, currency)
  select
    written.community, written.created, 0, 0, 0,
    (readable_json(written.body) ->> 'lowestBalance')::numeric, readable_json(written.body) ->> 'creditCurrency'
  from written where written.kind = 'economicResource'
  on conflict (community, resource) do update
  set lowest = null, next_lowest = excluded.next_lowest, currency = excluded.currency
  where (coalesce(kept.next_lowest, kept.lowest), kept.currency) is distinct from (excluded.next_lowest, excluded.currency);
  return null;
end $$;

create trigger resource_has_quantity after insert on record
referencing new table as written for each statement execute function resource_has_quantity();
create trigger resource_has_quantity_again after update on record
referencing new table as written for each statement execute function resource_has_quantity();

-- A rebuild moves `rebuilt` from 0 to the end of the log: 0 takes away all that is made of entries, each step makes the events up to it.
create function rebuild_makes_events() returns trigger language plpgsql
set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off set enable_mergejoin = off
set plan_cache_mode = force_generic_plan as $$
begin
  if new.rebuilt = 0 then
    delete from economic_event where economic_event.community = new.number;
    delete from resource_quantity where resource_quantity.community = new.number;
  elsif new.rebuilt > old.rebuilt then
    perform make_events(new.number, old.rebuilt, new.rebuilt);
    update resource_quantity set lowest = next_lowest, next_lowest = null
    where resource_quantity.community = new.number and resource_quantity.next_lowest is not null;
  elsif old.rebuilt is not null and old.rebuilt is distinct from coalesce(
    (select max(entry.sequence) from entry where entry.community = new.number), 0
  ) then
    raise exception 'community % is rebuilt up to entry % only', new.number, old.rebuilt using errcode = 'integrity_constraint_violation';
  end if;
  return null;
end $$;

create trigger rebuild_makes_events after update of rebuilt on community
for each row execute function rebuild_makes_events();

-- Writing --------------------------------------------------------------------------------------------------------------------------------

-- A record as it is written. accounting and onhand: what the writer computed for a resource. links: [[property, kind, id]] as JSON.
-- body: null of an event that stands in its entry as it was recorded, of which the links alone are kept.
create type record_write as (
  kind text, id text, created bigint, revision bigint, is_removed boolean, is_regional boolean, body text,
  accounting numeric, onhand numeric, links text
);

-- Writes records, and who names whom, where they are not as they are already. What only events changed in a resource is in its quantity.
create function write_records(of_community integer, writes record_write[]) returns void language plpgsql
set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off set enable_mergejoin = off
set plan_cache_mode = force_generic_plan as $$
declare
  changed record_write[];
  stale tid[];
begin
  select array_agg(new) into changed
  from unnest(writes) new
  where (
    select record.body = new.body and record.is_removed = new.is_removed and record.is_regional = new.is_regional
      and (record.kind = 'economicResource' or record.revision = new.revision)
    from record where record.community = of_community and record.kind = new.kind and record.id = new.id
  ) is distinct from true;
  if changed is null then
    return;
  end if;

  insert into record (community, kind, id, created, revision, is_removed, is_regional, body)
  select of_community, new.kind, new.id, new.created, new.revision, new.is_removed, new.is_regional, new.body
  from unnest(changed) new where new.body is not null
  on conflict (community, kind, id) do update
  set revision = excluded.revision, is_removed = excluded.is_removed, is_regional = excluded.is_regional, body = excluded.body;

  -- Looked up record by record and then taken away by place, so that no plan can begin with all links there are.
  select array_agg(old.place) into stale
  from unnest(changed) new
  cross join lateral (
    select record.number from record where record.community = of_community and record.kind = new.kind and record.id = new.id
    limit 1
  ) written
  cross join lateral (
    select link.ctid as place from link
    where link.record = any(array[written.number, case when new.kind = 'economicEvent' then -new.created end])
      and link.community = of_community
    limit 100000
  ) old;
  if stale is not null then
    delete from link where ctid = any(stale);
  end if;
  insert into link (community, kind, property, target_kind, target, created, record)
  select of_community, new.kind, named.value ->> 0, named.value ->> 1, named.value ->> 2, new.created, coalesce((
    select record.number from record where record.community = of_community and record.kind = new.kind and record.id = new.id
  ), -new.created)
  from unnest(changed) new
  cross join lateral json_array_elements(new.links::json) named
  where not new.is_removed
  on conflict do nothing;
end $$;

-- Behind the entries: what the writer computed of resources must be what the database computed, and what is noted on events must be on events.
create function settle_records(of_community integer, writes record_write[]) returns void language plpgsql
set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off set enable_mergejoin = off
set plan_cache_mode = force_generic_plan as $$
declare
  other record;
begin
  for other in
    select new.id, new.revision, new.accounting, new.onhand, kept.accounting as kept_accounting, kept.onhand as kept_onhand, kept.revision as seen,
      kept.place
    from unnest(writes) new
    cross join lateral (
      select record.ctid as place, record.revision, record.created from record
      where record.community = of_community and record.kind = new.kind and record.id = new.id
      limit 1
    ) written
    cross join lateral (
      select written.place, written.created, greatest(written.revision, quantity.revision) as revision, quantity.accounting, quantity.onhand
      from resource_quantity quantity
      where quantity.community = of_community and quantity.resource = written.created
      limit 1
    ) kept
    where new.kind = 'economicResource'
      and (
        new.accounting <> kept.accounting or new.onhand <> kept.onhand
        or new.revision <> kept.revision or new.created <> kept.created
      )
  loop
    if other.seen > other.revision or other.accounting <> other.kept_accounting or other.onhand <> other.kept_onhand then
      raise exception 'the quantities of the resource % are % and %, and were given as % and %',
        other.id, other.kept_accounting, other.kept_onhand, other.accounting, other.onhand
        using errcode = 'integrity_constraint_violation';
    end if;
    -- An event that left the quantities as they were.
    update record set revision = other.revision where ctid = other.place;
  end loop;

  select new.id into other
  from unnest(writes) new
  where new.kind = 'economicEvent' and not exists (
    select from economic_event event
    where event.community = of_community and event.sequence = new.created and event.id = new.id
  )
  limit 1;
  if found then
    raise exception 'no entry records the event %', other.id using errcode = 'integrity_constraint_violation';
  end if;
end $$;

create function record_writes(given json) returns record_write[] language sql immutable as $$
  select array_agg(row(
    new.kind, new.id, new.created, new.revision, new."isRemoved", new."isRegional", new.body, new.accounting, new.onhand, new.links
  )::record_write)
  from json_to_recordset(given) as new(
    kind text, id text, created bigint, revision bigint, "isRemoved" boolean, "isRegional" boolean, body text,
    accounting numeric, onhand numeric, links text
  )
$$;

create function community_head(of_community text, out sequence bigint, out hash text) language plpgsql stable
set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off as $$
begin
  select entry.sequence, encode(entry.hash, 'hex') into sequence, hash
  from entry where entry.community = (select community.number from community where community.community = of_community)
  order by entry.sequence desc limit 1;
  if not found then
    sequence := 0;
    hash := repeat('0', 64);
  end if;
end $$;

-- Whoever appends, takes a turn or rebuilds waits here for the others, whichever server they talk from.
create function lock_community(of_community text) returns void language sql as $$
  select pg_advisory_xact_lock(hashtextextended(of_community, 1))
$$;

-- Entries and records in one statement, and so in one transaction and one round trip. `outcome` is that of the port, with the head that was found,
-- and how long another writer's turn lasts. `entries` and `writes` are arrays of objects; texts within them are texts of JSON.
create function append_entries(
  into_community text, after_sequence bigint, after_hash text, by_writer text, entries json, writes json,
  out outcome text, out sequence bigint, out hash text, out milliseconds integer
) language plpgsql as $$
declare
  community_number integer;
  rebuilt_to bigint;
  given record_write[] := record_writes(writes);
begin
  perform lock_community(into_community);
  if current_setting('synchronous_commit') = 'off' then
    perform set_config('synchronous_commit', 'on', true);
  end if;
  select ceil(extract(epoch from turn.until - clock_timestamp()) * 1000) into milliseconds
  from turn
  where turn.community = into_community and turn.writer is distinct from by_writer and turn.until > clock_timestamp();
  if found then
    outcome := 'Busy';
    return;
  end if;
  select head.sequence, head.hash into sequence, hash from community_head(into_community) head;
  if sequence <> after_sequence or hash <> after_hash then
    outcome := 'HeadMoved';
    return;
  end if;
  outcome := 'Appended';
  delete from turn where turn.community = into_community and turn.writer = by_writer;
  if json_array_length(entries) = 0 and given is null then
    return;
  end if;

  select community.number, community.rebuilt into community_number, rebuilt_to from community where community.community = into_community;
  if rebuilt_to is not null then
    raise exception 'the community % must be rebuilt first', into_community using errcode = 'object_not_in_prerequisite_state';
  end if;
  if community_number is null then
    insert into community (community) values (into_community) returning number into community_number;
  end if;
  perform write_records(community_number, given);
  insert into entry (community, sequence, hash, text)
  select community_number, new.sequence, decode(new.hash, 'hex'), new.text
  from json_to_recordset(entries) as new(sequence bigint, hash text, text text);
  perform settle_records(community_number, given);
end $$;

-- Gives the head and keeps other writers out for so many milliseconds; nothing where another has its turn.
create function take_turn(of_community text, by_writer text, milliseconds integer) returns table (sequence bigint, hash text) language plpgsql as $$
begin
  perform lock_community(of_community);
  insert into turn as kept (community, writer, until)
  values (of_community, by_writer, clock_timestamp() + milliseconds * interval '1 millisecond')
  on conflict (community) do update set writer = excluded.writer, until = excluded.until
  where kept.writer = by_writer or kept.until <= clock_timestamp();
  if found then
    return query select head.sequence, head.hash from community_head(of_community) head;
  end if;
end $$;

-- Rebuilding -----------------------------------------------------------------------------------------------------------------------------

-- Every record and event of a community as one line, to be compared.
create function record_lines(of_community integer) returns table (kind text, id text, line text) language sql stable as $$
  select record.kind, record.id, json_build_object(
    'created', record.created, 'revision', greatest(record.revision, quantity.revision), 'isRemoved', record.is_removed,
    'isRegional', record.is_regional, 'body', record.body, 'accounting', trim_scale(quantity.accounting)::text,
    'onhand', trim_scale(quantity.onhand)::text, 'lowest', quantity.lowest::text, 'currency', quantity.currency, 'links', (
      select json_agg(json_build_array(link.property, link.target_kind, link.target) order by link.property, link.target_kind, link.target)
      from link where link.record = record.number
    )
  )::text
  from record
  left join resource_quantity quantity
    on record.kind = 'economicResource' and quantity.community = of_community and quantity.resource = record.created
  where record.community = of_community and record.kind <> 'economicEvent'
  union all
  select 'economicEvent', event.id, json_build_object(
    'recorded', event::text, 'revision', noted.revision, 'isRemoved', noted.is_removed, 'isRegional', noted.is_regional, 'body', noted.body,
    'links', (
      select json_agg(json_build_array(link.property, link.target_kind, link.target) order by link.property, link.target_kind, link.target)
      from link
      where link.community = of_community and link.record = coalesce(noted.number, -event.sequence)
    )
  )::text
  from economic_event event
  left join record noted on noted.community = of_community and noted.kind = 'economicEvent' and noted.id = event.id
  where event.community = of_community  union all
  -- What is noted on an event that nobody recorded.
  select record.kind, record.id, record::text from record
  where record.community = of_community and record.kind = 'economicEvent' and not exists (
    select from economic_event event where event.community = of_community and event.id = record.id
  )
$$;

-- Entries of databases that were made before ----------------------------------------------------------------------------------------------

-- The key of a JSON object, given in quotes, as the hex of its UTF-16 code units: the order of keys in canonical JSON.
create function old_key_units(quoted text) returns text language plpgsql immutable as $$
declare
  part text;
  code integer;
  units text := '';
begin
  for part in
    select token[1] from regexp_matches(substr(quoted, 2, length(quoted) - 2), '(\\u[0-9a-fA-F]{4}|\\.|[^\\])', 'g') token
  loop
    if part like '\\u____' then
      units := units || lower(substr(part, 3));
    else
      code := case part
        when '\b' then 8 when '\t' then 9 when '\n' then 10 when '\f' then 12 when '\r' then 13
        else ascii(right(part, 1))
      end;
      units := units || case
        when code < 65536 then lpad(to_hex(code), 4, '0')
        else to_hex(55296 + (code - 65536) / 1024) || to_hex(56320 + (code - 65536) % 1024)
      end;
    end if;
  end loop;
  return units;
end $$;

-- The value that begins at token `place`, with the keys of objects sorted and everything else as it stands. Gives the place behind it too.
create function old_canonical(tokens text[], inout place integer, out canonical text) language plpgsql immutable as $$
declare
  keys text[] := '{}';
  parts text[] := '{}';
  closing text := case tokens[place] when '{' then '}' when '[' then ']' end;
  is_object boolean := tokens[place] = '{';
  inner_value record;
begin
  canonical := tokens[place];
  place := place + 1;
  if closing is null then
    return;
  end if;
  while tokens[place] <> closing loop
    if tokens[place] = ',' then
      place := place + 1;
    end if;
    if is_object then
      keys := keys || tokens[place];
      place := place + 2;
    end if;
    select * into inner_value from old_canonical(tokens, place);
    parts := parts || inner_value.canonical;
    place := inner_value.place;
  end loop;
  place := place + 1;
  if is_object then
    select '{' || coalesce(string_agg(member.key || ':' || member.part, ',' order by old_key_units(member.key) collate "C"), '') || '}'
    into canonical from unnest(keys, parts) as member(key, part);
  else
    canonical := '[' || array_to_string(parts, ',') || ']';
  end if;
end $$;

create function old_entry_text(of_entry old_entry) returns text language sql immutable as $$
  select '{"at":' || to_json(of_entry.at)::text
    || ',"body":' || (
      select value.canonical from old_canonical(
        array(
          select token[1] from regexp_matches(of_entry.body::text, '("(?:[^"\\]|\\.)*"|[{}\[\]:,]|[^][{}:,"\s]+)', 'g') token
        ), 1
      ) value
    )
    || ',"by":' || to_json(of_entry.by)::text
    || ',"kind":' || to_json(of_entry.kind)::text
    || ',"version":' || of_entry.version || '}'
$$;

-- The chain's trigger looks whether every hash still fits. Records and events are made when the store is opened next.
update community set rebuilt = 0;
insert into entry (community, sequence, hash, text)
select community.number, old_entry.sequence, decode(old_entry.hash, 'hex'), old_entry_text(old_entry)
from old_entry join community on community.community = old_entry.community
order by community.number, old_entry.sequence;

drop function old_entry_text(old_entry), old_canonical(text[], integer), old_key_units(text);
drop table old_entry;
