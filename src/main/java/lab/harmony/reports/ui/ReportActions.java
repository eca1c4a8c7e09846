package lab.harmony.reports.ui;

import com.vaadin.flow.server.VaadinServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.audit.NotRecorded;
import lab.harmony.design.Notice;
import lab.harmony.people.NotAllowed;
import lab.harmony.people.People;
import lab.harmony.people.Person;
import lab.harmony.reports.Reports;
import lab.harmony.reports.exports.ReportExports;
import lab.harmony.reports.readers.Readership;
import lab.harmony.reports.readers.ReportRefusal;
import lab.harmony.reports.readers.ShareLink;
import lab.harmony.reports.readers.ShareLinks;
import lab.harmony.reports.readers.ShareToken;
import lab.harmony.reports.shelf.PublishedReport;
import lab.harmony.reports.shelf.ReportLine;
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.Trash;

/// What a person does with reports in their list: share a version, set tags, take one version or
/// all of them back.
final class ReportActions {

  private final Reports reports;
  private final ShareLinks shares;
  private final ReportExports exports;
  private final Readership readership;
  private final People people;
  private final CurrentPerson person;
  private final Runnable changed;
  private final BiConsumer<String, String> say;

  /// @param changed shows the list anew
  /// @param say shows what failed and why
  ReportActions(
      Reports reports,
      ShareLinks shares,
      ReportExports exports,
      Readership readership,
      People people,
      CurrentPerson person,
      Runnable changed,
      BiConsumer<String, String> say) {
    this.reports = reports;
    this.shares = shares;
    this.exports = exports;
    this.readership = readership;
    this.people = people;
    this.person = person;
    this.changed = changed;
    this.say = say;
  }

  void share(ReportLine line, PublishedReport report) {
    var dialog = new ShareDialog[1];
    dialog[0] =
        new ShareDialog(
            named(line, report),
            openLinks(report),
            lifetime -> {
              var address = create(report, lifetime);
              dialog[0].show(openLinks(report));
              return address;
            },
            link -> {
              shares.revoke(link.id(), person.actor());
              dialog[0].show(openLinks(report));
            });
    dialog[0].addOpenedChangeListener(event -> {
      if (!event.isOpened()) {
        changed.run();
      }
    });
    dialog[0].open();
  }

  private static String named(ReportLine line, PublishedReport report) {
    return line.versions().size() == 1
        ? "“%s”".formatted(report.title())
        : "version %d of “%s”".formatted(report.version().number(), report.title());
  }

  void export(ReportLine line, PublishedReport report) {
    new ExportDialog(named(line, report), report, exports, person.actor()).open();
  }

  private String create(PublishedReport report, Duration lifetime) {
    return address(shares.create(report, lifetime, person.actor()).token());
  }

  private List<ShareLink> openLinks(PublishedReport report) {
    return shares.open().stream().filter(link -> link.report().equals(report.name())).toList();
  }

  /// The address under which this browser reached the lab, with the token in place of the screen.
  private static String address(ShareToken token) {
    var request = VaadinServletRequest.getCurrent();
    var url = request.getRequestURL().toString();
    var path = request.getRequestURI();
    return url.substring(0, url.length() - path.length()) + token.path();
  }

  /// Asks for whom a report is.
  void readers(ReportLine line) {
    var links = line.versions().stream().mapToInt(version -> openLinks(version).size()).sum();
    new AudienceDialog(
            line.newest().title(),
            readership.of(line),
            people.all().stream().filter(Person::maySignIn).toList(),
            links,
            audience -> {
              try {
                readership.decide(line, audience, person.actor());
                changed.run();
              } catch (NotAllowed | NotRecorded problem) {
                changed.run();
                say.accept(
                    "Who reads “%s” stays as it was".formatted(line.newest().title()),
                    String.valueOf(problem.getMessage()));
              }
            })
        .open();
  }

  void tag(ReportLine line) {
    new TagsDialog(
            line.newest().title(),
            line.newest().tags(),
            tags -> {
              try {
                var there = reports.tag(line, tags, person.actor());
                changed.run();
                if (!there) {
                  say.accept(
                      "The tags of “%s” were not kept".formatted(line.newest().title()),
                      "It was taken back meanwhile.");
                }
              } catch (AtomicFiles.NotWritten e) {
                changed.run();
                say.accept(
                    "The tags of “%s” were not kept".formatted(line.newest().title()),
                    e.sentence());
              }
            })
        .open();
  }

  /// Takes a report back; where it has several versions, after asking which.
  void unpublish(ReportLine line) {
    if (line.versions().size() == 1) {
      unpublish(line.newest());
    } else {
      new UnpublishDialog(line, () -> unpublish(line.newest()), () -> unpublishAll(line)).open();
    }
  }

  void unpublish(PublishedReport report) {
    try {
      var thrown = reports.delete(report.name(), person.actor());
      takenBack(
          report.version().number() == 1
              ? "“%s” was taken back; its share links have ended.".formatted(report.title())
              : "Version %d of “%s” was taken back; its share links have ended."
                  .formatted(report.version().number(), report.title()),
          report.title(),
          List.of(thrown));
    } catch (IOException | NotRecorded | ReportRefusal | NotAllowed e) {
      notTakenBack(report, e);
    }
  }

  private void unpublishAll(ReportLine line) {
    try {
      var thrown = reports.delete(line, person.actor());
      takenBack(
          "All %d versions of “%s” were taken back; their share links have ended."
              .formatted(thrown.size(), line.newest().title()),
          line.newest().title(),
          thrown);
    } catch (IOException | NotRecorded | ReportRefusal | NotAllowed e) {
      notTakenBack(line.newest(), e);
    }
  }

  private void takenBack(String words, String title, List<Trash.Thrown> thrown) {
    changed.run();
    Notice.undo(
        words,
        () -> {
          var reasons =
              thrown.stream()
                  .map(one -> reports.restore(one, person.actor()))
                  .flatMap(Optional::stream)
                  .toList();
          changed.run();
          if (!reasons.isEmpty()) {
            say.accept("“%s” was not put back".formatted(title), String.join(" ", reasons));
          }
        });
  }

  private void notTakenBack(PublishedReport report, Exception problem) {
    changed.run();
    say.accept(
        "“%s” was not taken back".formatted(report.title()), String.valueOf(problem.getMessage()));
  }
}
