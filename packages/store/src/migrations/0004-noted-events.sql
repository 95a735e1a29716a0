-- What was noted on an event since it was recorded, found by the event's sequence: every page of events asks for it, and mostly there is none.

create unique index record_of_event on record (community, created) where kind = 'economicEvent';
