package lab.harmony.accounts.passwords;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import lab.harmony.people.Person;
import lab.harmony.people.PersonId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;

/// The passwords of people, as Argon2id digests.
@Service
public class Passwords {

  /// The least that OWASP recommends for Argon2id: 19 MiB, two passes, one lane.
  private static final int SALT = 16;

  private static final int DIGEST = 32;
  private static final int LANES = 1;
  private static final int KIBIBYTES = 19 * 1024;
  private static final int PASSES = 2;

  /// Digests that are computed at once, so that many who try do not take all memory.
  private static final int AT_ONCE = 4;

  /// Of a password that nobody has, at the same cost as those that are kept.
  static final String OF_NOBODY =
      "$argon2id$v=19$m=19456,t=2,p=1$FpOlZSXQvnkGSz45QlnFPQ$V8p1TQSLOw/y/NSNrELT3X4EMQlD8TDgHNRVSsZiIKw";

  private final JdbcClient database;
  private final Clock clock;
  private final PasswordRules rules = new PasswordRules();
  private final PasswordEncoder digests;
  private final Semaphore free = new Semaphore(AT_ONCE, true);

  @Autowired
  public Passwords(JdbcClient database, Clock clock) {
    this(database, clock, digests());
  }

  /// Passwords of which other digests are kept: those of a test may cost less.
  public Passwords(JdbcClient database, Clock clock, PasswordEncoder digests) {
    this.database = database;
    this.clock = clock;
    this.digests = digests;
  }

  static PasswordEncoder digests() {
    return new Argon2PasswordEncoder(SALT, DIGEST, LANES, KIBIBYTES, PASSES);
  }

  /// Why somebody of this name may not choose a password, in words for them; empty if they may.
  public Optional<String> objection(String password, String name) {
    return rules.objection(password, name);
  }

  /// What is kept of a password that may be chosen: computed outside of transactions, because it
  /// takes a moment.
  ///
  /// @throws IllegalArgumentException with the [#objection]
  public Digest digest(String password, String name) {
    objection(password, name)
        .ifPresent(reason -> {
          throw new IllegalArgumentException(reason);
        });
    return new Digest(taking(() -> digests.encode(PasswordRules.composed(password))));
  }

  /// A digest of a password that may be chosen.
  public record Digest(String text) {
    @Override
    public String toString() {
      return "a digest";
    }
  }

  /// Makes it the person's password, in the place of one that they had.
  public void set(PersonId person, Digest digest) {
    database
        .sql(
            """
            merge into person_password (person, digest, changed_at) key (person)
            values (:person, :digest, :now)
            """)
        .param("person", person.value())
        .param("digest", digest.text())
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
  }

  /// The person has none any more.
  public void remove(PersonId person) {
    database
        .sql("delete from person_password where person = :person")
        .param("person", person.value())
        .update();
  }

  /// When each person who has a password chose it.
  public Map<PersonId, Instant> chosen() {
    return database
        .sql("select person, changed_at from person_password")
        .query((row, _) ->
            Map.entry(
                new PersonId(row.getString("person")),
                row.getObject("changed_at", OffsetDateTime.class).toInstant()))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /// Whether anybody has one.
  public boolean anybody() {
    return !chosen().isEmpty();
  }

  public boolean has(PersonId person) {
    return digestOf(person).isPresent();
  }

  /// Whether this is the person's password. It takes as long for somebody who has none, or for
  /// nobody.
  public boolean fits(Optional<PersonId> person, String password) {
    var kept = person.flatMap(this::digestOf);
    if (password.length() > PasswordRules.LONGEST) {
      return false;
    }
    var composed = PasswordRules.composed(password);
    boolean fits = taking(() -> digests.matches(composed, kept.orElse(OF_NOBODY)));
    return fits && kept.isPresent();
  }

  /// Whether this is the person's password.
  public boolean fits(Person person, String password) {
    return fits(Optional.of(person.id()), password);
  }

  private Optional<String> digestOf(PersonId person) {
    return database
        .sql("select digest from person_password where person = :person")
        .param("person", person.value())
        .query(String.class)
        .optional();
  }

  private <T> T taking(Supplier<T> computed) {
    free.acquireUninterruptibly();
    try {
      return computed.get();
    } finally {
      free.release();
    }
  }
}
