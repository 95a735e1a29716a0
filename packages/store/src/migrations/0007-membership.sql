-- How much a session may at most, who gave it, and invitations: codes by which people come to belong. Only hashes are kept.

alter table session add column reach text collate "C" not null default 'steward' check (reach in ('read', 'member', 'steward'));
alter table session add column is_granted boolean not null default true;

create table invitation (
  code_hash text collate "C" primary key,
  role text collate "C" not null check (role in ('member', 'maintainer', 'steward')),
  -- Of a person who is known already; null: somebody new.
  agent text collate "C",
  invited_by text collate "C" not null,
  created_at text not null,
  expires_at text not null
);
