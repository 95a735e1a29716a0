-- A session may act for an agent of the community.

alter table session add column agent text collate "C";
