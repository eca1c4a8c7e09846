package lab.harmony.reports.readers;

import lab.harmony.audit.AuditEvent;
import lab.harmony.people.People;

/// For whom a report is, as it is written down: named people by their ids, all of them.
public final class AudienceFacts {

  private AudienceFacts() {}

  public static AuditEvent in(AuditEvent event, Audience audience, People people) {
    var said = event.with("audience", audience.code());
    return audience instanceof Audience.Named(var readers)
        ? said.with("people", readers.size())
            .withAll(
                "readers",
                readers.stream()
                    .map(id -> "%s %s".formatted(id, people.get(id).name()))
                    .sorted()
                    .toList())
        : said;
  }
}
