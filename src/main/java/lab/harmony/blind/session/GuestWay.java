package lab.harmony.blind.session;

import java.time.Instant;
import java.util.Optional;
import lab.harmony.people.NamedPerson;

/// A link by which a guest comes in, or once did.
///
/// @param number from 1, of this guest
/// @param until it holds, or since it was used the browser that used it
/// @param revoked when it was taken back, also by the next one
/// @param left when the guest left the browser that used it
/// @param answers at how many places something was answered by it
/// @param takenBack at how many places something was taken back by it
/// @param out that these were taken out
public record GuestWay(
    int number,
    Instant until,
    Optional<Instant> used,
    Optional<Instant> revoked,
    Optional<Instant> left,
    int answers,
    int takenBack,
    Optional<Out> out) {

  /// That answers were taken out: they stay in the file and count for nothing.
  ///
  /// @param by empty if nobody knows any more
  /// @param reason empty where nobody was asked for one
  public record Out(Instant at, Optional<NamedPerson> by, String reason) {}

  /// Whether anything was said by it.
  public boolean isAnySaid() {
    return answers > 0 || takenBack > 0;
  }

  /// Whether somebody can come in by it, or is in.
  public boolean isOpen(Instant now) {
    return revoked.isEmpty() && left.isEmpty() && until.isAfter(now);
  }
}
