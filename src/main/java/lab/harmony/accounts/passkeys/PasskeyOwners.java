package lab.harmony.accounts.passkeys;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import lab.harmony.people.NamedPerson;
import lab.harmony.people.PersonId;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;

/// People as WebAuthn knows them: by the letters of their ids, which tell nothing about them.
///
/// @param people looks somebody up
record PasskeyOwners(Function<PersonId, Optional<NamedPerson>> people)
    implements PublicKeyCredentialUserEntityRepository {

  static Bytes handle(PersonId person) {
    return new Bytes(person.value().getBytes(StandardCharsets.US_ASCII));
  }

  static Optional<PersonId> person(Bytes handle) {
    return PersonId.parse(new String(handle.getBytes(), StandardCharsets.US_ASCII));
  }

  @Override
  public @Nullable PublicKeyCredentialUserEntity findById(Bytes id) {
    return person(id).flatMap(people).map(PasskeyOwners::entity).orElse(null);
  }

  @Override
  public @Nullable PublicKeyCredentialUserEntity findByUsername(String username) {
    return PersonId.parse(username).flatMap(people).map(PasskeyOwners::entity).orElse(null);
  }

  @Override
  public void save(PublicKeyCredentialUserEntity entity) {
    throw new UnsupportedOperationException("people are kept elsewhere");
  }

  @Override
  public void delete(Bytes id) {
    throw new UnsupportedOperationException("people are kept elsewhere");
  }

  private static PublicKeyCredentialUserEntity entity(NamedPerson person) {
    return ImmutablePublicKeyCredentialUserEntity.builder()
        .id(handle(person.id()))
        .name(person.name())
        .displayName(person.name())
        .build();
  }
}
