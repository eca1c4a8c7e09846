package lab.harmony.work;

import java.time.Instant;
import lab.harmony.people.NamedPerson;

/// That somebody stopped a job which another had started.
///
/// @param reason in their words; empty where an owner gave none
public record JobStop(NamedPerson by, String reason, Instant at) {

  /// In a sentence: `Stopped by Ada: the disk is needed.`
  public String words() {
    return reason.isEmpty()
        ? "Stopped by %s.".formatted(by)
        : "Stopped by %s: %s".formatted(by, reason);
  }
}
