-- How much a session may at most, who gave it, and invitations: codes by which people come to belong. Only hashes are kept.

-- Null: kept before there were reaches, when every session was good for everything.
alter table session add column reach text collate "C" check (reach in ('read', 'member', 'steward'));
-- house: the reach stands whatever the agent is. agent: it bounds what the agent may.
alter table session add column basis text collate "C" check (basis in ('house', 'agent'));

create table invitation (
  code_hash text collate "C" primary key,
  role text collate "C" not null check (role in ('member', 'maintainer', 'steward')),
  -- Of a person who is known already; null: somebody new.
  agent text collate "C",
  invited_by text collate "C" not null,
  created_at text not null,
  expires_at text not null
);
