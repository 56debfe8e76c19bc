-- For the sweep that hands payments over again which wait suspiciously long: the queue may have lost them.
create index payments_queued on payments (updated_at) where status = 'QUEUED';
