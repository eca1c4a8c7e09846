package lab.harmony.accounts.tokens;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lab.harmony.people.PersonId;
import lab.harmony.people.Right;

/// A token of a person's, without its secret.
///
/// @param person in whose name programs act that have it
/// @param name by which the person tells it from others
/// @param rights that it has at most; it never has more than the person has now
/// @param lastUsedAt to the minute
public record AccessToken(
    String id,
    PersonId person,
    String name,
    Set<Right> rights,
    Instant madeAt,
    Instant expiresAt,
    Optional<Instant> lastUsedAt) {

  /// What a token's secret begins with, so that it is known for one where it should not be.
  public static final String PREFIX = "hlab_";

  /// How long one may live.
  public static final List<Duration> LIFETIMES =
      List.of(Duration.ofDays(7), Duration.ofDays(30), Duration.ofDays(90), Duration.ofDays(365));

  public AccessToken {
    rights = Set.copyOf(rights);
  }

  boolean isOver(Instant now) {
    return !now.isBefore(expiresAt);
  }

  /// One that was made now.
  ///
  /// @param secret is shown once and kept nowhere
  public record Made(AccessToken token, String secret) {
    /// Without the secret.
    @Override
    public String toString() {
      return token.toString();
    }
  }
}
