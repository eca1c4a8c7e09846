-- Words that people put to pictures, to find them again. Rows are only added: of a picture and a tag the newest says
-- whether the picture has it.
create table picture_tag (
  number bigint generated always as identity primary key,
  experiment varchar(200) not null,
  run varchar(40) not null,
  image_index int not null,
  tag varchar(60) not null,
  given boolean not null,
  said_by varchar(36) not null,
  said_at timestamp with time zone not null
);
create index picture_tag_by_experiment on picture_tag (experiment, number);
create index picture_tag_by_picture on picture_tag (run, image_index, number);
