package lab.harmony.notices;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Where somebody wants mails of the lab, and of what.
///
/// @param confirmed since when it is known to be theirs; nothing is sent there before
public record MailChoice(
    MailAddress address, Set<MailKind> kinds, MailPace pace, Optional<Instant> confirmed) {

  public MailChoice {
    kinds = Set.copyOf(kinds);
  }
}
