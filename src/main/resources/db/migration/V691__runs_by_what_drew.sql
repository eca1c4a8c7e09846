-- What is sealed in a blind session is sealed in every run of the same model.
create index runs_by_drawn_by on runs (drawn_by);
