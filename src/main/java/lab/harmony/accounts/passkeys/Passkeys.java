package lab.harmony.accounts.passkeys;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import lab.harmony.json.Json;
import lab.harmony.people.NamedPerson;
import lab.harmony.people.People;
import lab.harmony.people.Person;
import lab.harmony.people.PersonId;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions.PublicKeyCredentialCreationOptionsBuilder;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialDescriptor;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialRequestOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.JdbcUserCredentialRepository;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import org.springframework.stereotype.Service;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The passkeys of people. What a browser is asked for is a ceremony: it is begun here, the browser
/// answers, and it is finished here, once.
@Service
public class Passkeys {

  private static final String LAB = "Harmony Lab";
  private static final int LONGEST_LABEL = 100;

  private final JsonMapper json =
      Json.MAPPER.rebuild().addModule(new WebauthnJacksonModule()).build();
  private final JdbcOperations database;
  private final UserCredentialRepository kept;
  private final People people;

  public Passkeys(JdbcOperations database, People people) {
    this.database = database;
    this.kept = new JdbcUserCredentialRepository(database);
    this.people = people;
  }

  /// A passkey that is being made.
  ///
  /// @param json what the browser is told
  public record Making(
      LabAddress at, NamedPerson of, PublicKeyCredentialCreationOptions options, String json) {}

  /// A passkey that is being asked for.
  ///
  /// @param json what the browser is told
  public record Asking(LabAddress at, PublicKeyCredentialRequestOptions options, String json) {}

  /// What a browser answered is no passkey, or not the one that was asked for.
  public static final class NotAccepted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotAccepted(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /// Begins to make one for somebody, who may be somebody who is not known yet. A device that has
  /// one of theirs makes no second.
  public Making make(NamedPerson of, LabAddress at) {
    return make(of, at, operations(at, Optional.of(of)));
  }

  /// Begins to make one in the place of others: only a device that has one of those that stay makes
  /// none.
  ///
  /// @param stay their ids
  public Making renew(NamedPerson of, LabAddress at, Set<String> stay) {
    var operations = operations(at, Optional.of(of));
    operations.setCustomizeCreationOptions(options ->
        choose(options)
            .excludeCredentials(
                kept.findByUserId(PasskeyOwners.handle(of.id())).stream()
                    .map(CredentialRecord::getCredentialId)
                    .filter(id -> stay.contains(id.toBase64UrlString()))
                    .map(Passkeys::descriptor)
                    .toList()));
    return make(of, at, operations);
  }

  private static PublicKeyCredentialDescriptor descriptor(Bytes id) {
    return PublicKeyCredentialDescriptor.builder()
        .type(PublicKeyCredentialType.PUBLIC_KEY)
        .id(id)
        .build();
  }

  private Making make(NamedPerson of, LabAddress at, Webauthn4JRelyingPartyOperations operations) {
    var options =
        operations.createPublicKeyCredentialCreationOptions(
            new ImmutablePublicKeyCredentialCreationOptionsRequest(
                UsernamePasswordAuthenticationToken.authenticated(
                    of.id().value(), null, AuthorityUtils.NO_AUTHORITIES)));
    return new Making(at, of, options, json.writeValueAsString(options));
  }

  /// Keeps the passkey that a browser made.
  ///
  /// @param answer of the browser, as JSON
  /// @throws NotAccepted if it is none
  public Passkey keep(Making making, String answer, String label) {
    try {
      var credential =
          json.readValue(
              answer,
              new TypeReference<PublicKeyCredential<AuthenticatorAttestationResponse>>() {});
      return Passkey.of(
          operations(making.at, Optional.of(making.of))
              .registerCredential(
                  new ImmutableRelyingPartyRegistrationRequest(
                      making.options, new RelyingPartyPublicKey(credential, label(label)))));
    } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
      throw new NotAccepted("What the browser answered is no passkey. Try again.", e);
    } catch (RuntimeException e) {
      throw notAccepted(e);
    }
  }

  /// Begins to ask for one of anybody.
  public Asking ask(LabAddress at) {
    var options =
        operations(at, Optional.empty())
            .createCredentialRequestOptions(
                new ImmutablePublicKeyCredentialRequestOptionsRequest(
                    new AnonymousAuthenticationToken(
                        "nobody", "nobody", AuthorityUtils.createAuthorityList("ROLE_NOBODY"))));
    return new Asking(at, options, json.writeValueAsString(options));
  }

  /// Whose passkey a browser answered with.
  ///
  /// @throws NotAccepted if it is nobody's here
  public PersonId person(Asking asking, String answer) {
    try {
      var credential =
          json.readValue(
              answer, new TypeReference<PublicKeyCredential<AuthenticatorAssertionResponse>>() {});
      var user =
          operations(asking.at, Optional.empty(), new UsedPasskeys(database, kept))
              .authenticate(new RelyingPartyAuthenticationRequest(asking.options, credential));
      return PasskeyOwners.person(user.getId()).orElseThrow();
    } catch (RuntimeException e) {
      throw notAccepted(e);
    }
  }

  private static NotAccepted notAccepted(RuntimeException cause) {
    return new NotAccepted(
        "The lab does not know this passkey. It may have been removed, or made for another address"
            + " of the lab.",
        cause);
  }

  /// How many each person has who has any.
  public Map<PersonId, Integer> counts() {
    var counts = new HashMap<PersonId, Integer>();
    database.query(
        "select user_entity_user_id, count(*) from user_credentials group by user_entity_user_id",
        row -> {
          int number = row.getInt(2);
          PasskeyOwners.person(Bytes.fromBase64(row.getString(1)))
              .ifPresent(counted -> counts.put(counted, number));
        });
    return counts;
  }

  /// Those of a person, the oldest first.
  public List<Passkey> of(PersonId person) {
    return records(person).stream()
        .map(Passkey::of)
        .sorted(Comparator.comparing(Passkey::made))
        .toList();
  }

  /// Calls one of a person's passkeys otherwise; nothing where they have none of this id.
  public void rename(PersonId person, String id, String label) {
    find(person, id)
        .ifPresent(record ->
            database.update(
                "update user_credentials set label = ? where credential_id = ?",
                label(label),
                record.getCredentialId().toBase64UrlString()));
  }

  /// Of a person's passkeys only these sign them in from now on.
  ///
  /// @param ids of those that stay
  /// @return what the others were called
  public List<String> removeAllBut(PersonId person, Set<String> ids) {
    return records(person).stream()
        .filter(record -> !ids.contains(record.getCredentialId().toBase64UrlString()))
        .map(record -> {
          kept.delete(record.getCredentialId());
          return record.getLabel();
        })
        .toList();
  }

  /// One of a person's passkeys signs nobody in any more.
  ///
  /// @return what it was called; empty where they have none of this id
  public Optional<String> remove(PersonId person, String id) {
    var found = find(person, id);
    found.ifPresent(record -> kept.delete(record.getCredentialId()));
    return found.map(CredentialRecord::getLabel);
  }

  private Optional<CredentialRecord> find(PersonId person, String id) {
    return records(person).stream()
        .filter(record -> record.getCredentialId().toBase64UrlString().equals(id))
        .findFirst();
  }

  private List<CredentialRecord> records(PersonId person) {
    return kept.findByUserId(PasskeyOwners.handle(person));
  }

  private static String label(String text) {
    var label = text.strip();
    return label.isEmpty()
        ? "Passkey"
        : label.substring(0, Math.min(LONGEST_LABEL, label.length()));
  }

  private Webauthn4JRelyingPartyOperations operations(
      LabAddress at, Optional<NamedPerson> newcomer) {
    return operations(at, newcomer, kept);
  }

  /// @param newcomer somebody who may not be known yet
  private Webauthn4JRelyingPartyOperations operations(
      LabAddress at, Optional<NamedPerson> newcomer, UserCredentialRepository kept) {
    Function<PersonId, Optional<NamedPerson>> look =
        id -> newcomer.filter(it -> it.is(id)).or(() -> people.find(id).map(Person::named));
    var operations =
        new Webauthn4JRelyingPartyOperations(
            new PasskeyOwners(look),
            kept,
            PublicKeyCredentialRpEntity.builder().id(at.host()).name(LAB).build(),
            Set.of(at.origin()));
    operations.setCustomizeCreationOptions(Passkeys::choose);
    operations.setCustomizeRequestOptions(
        options -> options.userVerification(UserVerificationRequirement.REQUIRED));
    return operations;
  }

  /// Those that say who it is, with a finger, face or code each time.
  private static PublicKeyCredentialCreationOptionsBuilder choose(
      PublicKeyCredentialCreationOptionsBuilder options) {
    return options.authenticatorSelection(
        AuthenticatorSelectionCriteria.builder()
            .residentKey(ResidentKeyRequirement.REQUIRED)
            .userVerification(UserVerificationRequirement.REQUIRED)
            .build());
  }
}
