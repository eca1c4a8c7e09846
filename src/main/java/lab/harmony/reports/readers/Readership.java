package lab.harmony.reports.readers;

import java.util.Map;
import java.util.function.Predicate;
import lab.harmony.audit.AuditEvent;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditSubject;
import lab.harmony.audit.AuditTrail;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.reports.shelf.PublishedReport;
import lab.harmony.reports.shelf.ReportLine;
import lab.harmony.threads.TopicsChanged;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/// For whom reports are, and who says so.
@Service
public class Readership {

  private final Audiences audiences;
  private final ReportReaders readers;
  private final ShareLinks shares;
  private final Rights rights;
  private final People people;
  private final AuditTrail audit;
  private final ApplicationEventPublisher events;

  public Readership(
      Audiences audiences,
      ReportReaders readers,
      ShareLinks shares,
      Rights rights,
      People people,
      AuditTrail audit,
      ApplicationEventPublisher events) {
    this.audiences = audiences;
    this.readers = readers;
    this.shares = shares;
    this.rights = rights;
    this.people = people;
    this.audit = audit;
    this.events = events;
  }

  /// For whom a report is.
  public Audience of(ReportLine line) {
    return audiences.of(line.id());
  }

  /// For whom reports are that are not for the team, by [ReportLine#id].
  public Map<String, Audience> special() {
    return audiences.all();
  }

  /// Whether a report is somebody's to revise and to say for whom it is: its authors' as long as
  /// they publish, and owners'.
  public boolean mayDecide(Actor who, ReportLine line) {
    return decidable(who).test(line);
  }

  /// The same for many reports at once.
  public Predicate<ReportLine> decidable(Actor who) {
    var all = rights.may(who, Right.DECIDE_READERS);
    var own = all || rights.may(who, Right.PUBLISH);
    return line -> all || (own && line.authors().contains(who.person()));
  }

  /// Says for whom a report is, which is written down. Links to it end where it is for named people
  /// from now on.
  ///
  /// @return how many links were ended
  /// @throws lab.harmony.people.NotAllowed if it is not theirs to say
  public int decide(ReportLine line, Audience audience, Actor by) {
    if (!mayDecide(by, line)) {
      rights.require(by, Right.DECIDE_READERS);
    }
    int links =
        audit.together(() -> {
          audiences.put(line.id(), audience);
          int ended = audience instanceof Audience.Named ? end(line, by) : 0;
          var event =
              AudienceFacts.in(
                  AuditEvent.of(
                      AuditKind.REPORT_READERS_CHANGED,
                      by,
                      AuditSubject.report(line.newest().name().value())),
                  audience,
                  people);
          audit.record(ended == 0 ? event : event.with("linksEnded", ended));
          return ended;
        });
    events.publishEvent(new TopicsChanged(ReportTopics.group(line)));
    return links;
  }

  private int end(ReportLine line, Actor by) {
    var now = readers.line(line.newest().name(), by).orElse(line);
    var names = now.versions().stream().map(PublishedReport::name).toList();
    var open = shares.open().stream().filter(link -> names.contains(link.report())).toList();
    open.forEach(link -> shares.revoke(link.id(), by));
    return open.size();
  }
}
