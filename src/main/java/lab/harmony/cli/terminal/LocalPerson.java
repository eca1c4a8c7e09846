package lab.harmony.cli.terminal;

import java.time.Clock;
import lab.harmony.audit.AuditActor;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.workspace.HarmonySettings;

/// In whose name verbs that start no services write into the audit trail.
public final class LocalPerson {

  private LocalPerson() {}

  /// The owner of this machine's lab; by the name of the settings alone where the database does not
  /// say who that is, as one of an earlier version.
  public static AuditActor of(HarmonySettings settings) {
    try {
      return AuditActor.of(Actor.of(People.of(settings, Clock.systemUTC()).local()));
    } catch (RuntimeException e) {
      return AuditActor.named(settings.person());
    }
  }
}
