package lab.harmony.accounts;

import java.time.Instant;
import java.util.Optional;
import lab.harmony.people.Person;

/// Somebody of the lab, as an owner sees them.
///
/// @param seen when they last used the lab in a browser
/// @param passkeys how many they have
/// @param links how many accounts at providers sign them in
/// @param isLocal whether the lab acts in their name, which keeps them an owner
public record Member(
    Person person,
    Optional<Instant> seen,
    boolean hasPassword,
    int passkeys,
    int links,
    boolean isLocal) {

  /// The same, whenever they last used it.
  public Member withoutWhenSeen() {
    return new Member(person, Optional.empty(), hasPassword, passkeys, links, isLocal);
  }
}
