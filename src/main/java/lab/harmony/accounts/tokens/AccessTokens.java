package lab.harmony.accounts.tokens;

import jakarta.servlet.http.HttpSession;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import lab.harmony.accounts.SignInRenewed;
import lab.harmony.accounts.proof.RecentProof;
import lab.harmony.audit.AuditEntry;
import lab.harmony.audit.AuditEvent;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditQuery;
import lab.harmony.audit.AuditSubject;
import lab.harmony.audit.AuditTrail;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.Person;
import lab.harmony.people.PersonChanged;
import lab.harmony.people.PersonId;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.workspace.Sha256;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/// Tokens by which programs act in a person's name: named, with some of the person's rights, until
/// they expire. Their secrets are shown once; the lab keeps digests.
///
/// Those of a backup are worth nothing: whoever goes back to one does not bring back what was
/// revoked since.
@Service
public class AccessTokens {
  private static final Logger log = LoggerFactory.getLogger(AccessTokens.class);

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 32;
  private static final int LONGEST_NAME = 100;

  private final AccessTokenTable table;
  private final People people;
  private final Rights rights;
  private final RecentProof proof;
  private final AuditTrail trail;
  private final Clock clock;

  AccessTokens(
      AccessTokenTable table,
      People people,
      Rights rights,
      RecentProof proof,
      AuditTrail trail,
      Clock clock) {
    this.table = table;
    this.people = people;
    this.rights = rights;
    this.proof = proof;
    this.trail = trail;
    this.clock = clock;
  }

  /// Makes a token for whoever asks.
  ///
  /// @param scope rights that they have now; each is asked
  /// @param here the session that asks
  /// @throws lab.harmony.people.NotAllowed if they have not all of them
  /// @throws IllegalArgumentException in words, if name, rights or life cannot be
  /// @throws lab.harmony.accounts.proof.ProofNeeded if it is too long since they showed who they
  ///   are
  public AccessToken.Made make(
      String name, Set<Right> scope, Duration life, Actor by, Optional<HttpSession> here) {
    rights.require(by, Right.OWN_ACCOUNT);
    var called = called(name);
    if (scope.isEmpty()) {
      throw new IllegalArgumentException("A token needs at least one right, got none.");
    }
    if (!AccessToken.LIFETIMES.contains(life)) {
      throw new IllegalArgumentException(
          "A token lives %s days, got %d."
              .formatted(
                  AccessToken.LIFETIMES.stream().map(Duration::toDays).toList(), life.toDays()));
    }
    scope.forEach(right -> rights.require(by, right));
    proof.require(by, here);
    var bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    var secret = AccessToken.PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var token =
        new AccessToken(
            UUID.randomUUID().toString(),
            by.person(),
            called,
            scope,
            now,
            now.plus(life),
            Optional.empty());
    trail.together(() -> {
      table.insert(token, digest(secret));
      trail.record(
          event(AuditKind.TOKEN_MADE, token, by)
              .with("days", life.toDays())
              .with("rights", words(scope)));
      return token;
    });
    return new AccessToken.Made(token, secret);
  }

  private static String called(String name) {
    var called = name.strip();
    if (called.isEmpty()
        || called.length() > LONGEST_NAME
        || called.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "A token needs a name of 1 to %d letters in one line, by which you tell it from others."
              .formatted(LONGEST_NAME));
    }
    return called;
  }

  /// Those of a person that are worth something, newest first.
  public List<AccessToken> of(PersonId person) {
    var restored = lastRestored();
    return table.of(person).stream().filter(token -> isGood(token, restored)).toList();
  }

  /// From now on the token is worth nothing. Their own everybody may; those of others, whoever
  /// manages people.
  ///
  /// @throws lab.harmony.people.NotAllowed if they may not
  public void revoke(String id, Actor by) {
    rights.require(by, Right.OWN_ACCOUNT);
    table
        .find(id)
        .ifPresent(token -> {
          if (!token.person().equals(by.person())) {
            rights.require(by, Right.MANAGE_PEOPLE);
          }
          trail.together(() -> {
            if (table.revoke(id, clock.instant())) {
              trail.record(event(AuditKind.TOKEN_REVOKED, token, by));
            }
            return id;
          });
        });
  }

  /// Whoever had come in as them may have made some.
  @EventListener
  void renewed(SignInRenewed event) {
    table.revokeAll(event.person(), clock.instant());
  }

  /// Those of somebody who may not sign in any more stay worth nothing when they may again.
  @EventListener
  void changed(PersonChanged event) {
    if (people.find(event.person()).filter(Person::maySignIn).isEmpty()) {
      table.revokeAll(event.person(), clock.instant());
    }
  }

  /// The token of a secret, if it is worth something now; that it was used is noted.
  public Optional<AccessToken> use(String secret) {
    if (!secret.startsWith(AccessToken.PREFIX)) {
      return Optional.empty();
    }
    var found =
        table
            .byDigest(digest(secret))
            .filter(token -> isGood(token, lastRestored()))
            .filter(token -> people.find(token.person()).filter(Person::maySignIn).isPresent());
    found.ifPresent(this::note);
    return found;
  }

  /// To the minute, so that a program that asks often does not write as often.
  private void note(AccessToken token) {
    var now = clock.instant();
    if (token
        .lastUsedAt()
        .filter(last -> last.plus(1, ChronoUnit.MINUTES).isAfter(now))
        .isEmpty()) {
      try {
        table.used(token.id(), now);
      } catch (RuntimeException e) {
        log.warn("It is not noted that a token was used: {}", e.getMessage());
      }
    }
  }

  private boolean isGood(AccessToken token, Instant restored) {
    return !token.isOver(clock.instant()) && token.madeAt().isAfter(restored);
  }

  private Instant lastRestored() {
    var query =
        new AuditQuery(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(AuditKind.LAB_RESTORED.code()),
            Optional.empty(),
            List.of());
    return trail.list(query, Long.MAX_VALUE, 1).stream()
        .findFirst()
        .flatMap(AuditEntry::time)
        .orElse(Instant.EPOCH);
  }

  private AuditEvent event(AuditKind kind, AccessToken token, Actor by) {
    return AuditEvent.of(kind, by, AuditSubject.person(people.get(token.person())))
        .with("name", token.name());
  }

  private static String words(Set<Right> scope) {
    return String.join("; ", scope.stream().sorted().map(Right::words).toList());
  }

  private static String digest(String secret) {
    return Sha256.of(secret).hex();
  }
}
