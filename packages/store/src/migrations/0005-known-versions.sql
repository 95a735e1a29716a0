-- A log may hold entries that a later version of the program wrote, here or on the server that it came from: the database makes no events
-- of a version that it does not know.

-- Makes the events of the entries behind `after` up to `through`. Entries of a version that is not known here are kept, and make none.
create or replace function make_events(of_community integer, after bigint, through bigint) returns void language plpgsql
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
  where entry.whole ->> 'kind' in ('economicEventRecorded', 'stockRaised') and entry.whole ->> 'version' = '1';
end $$;
