-- Passwords, as digests that cannot be turned back.
create table if not exists person_password (
  person varchar(36) primary key references people (id),
  digest varchar(300) not null,
  changed_at timestamp with time zone not null
);

-- Passkeys, as Spring Security keeps them. The user's id is the letters of the person's id.
create table if not exists user_credentials (
  credential_id varchar(1400) primary key,
  user_entity_user_id varchar(100) not null,
  public_key blob not null,
  signature_count bigint,
  uv_initialized boolean,
  backup_eligible boolean not null,
  authenticator_transports varchar(1000),
  public_key_credential_type varchar(100),
  backup_state boolean not null,
  attestation_object blob,
  attestation_client_data_json blob,
  created timestamp,
  last_used timestamp,
  label varchar(1000) not null
);
create index if not exists passkeys_of_people on user_credentials (user_entity_user_id);
