package lab.harmony.reports.readers;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.people.Actor;
import lab.harmony.people.PersonId;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.reports.shelf.PublishedReport;
import lab.harmony.reports.shelf.ReportIndex;
import lab.harmony.reports.shelf.ReportLine;
import lab.harmony.reports.shelf.ReportName;
import lab.harmony.runs.images.Seals;
import org.springframework.stereotype.Service;

/// Which reports somebody reads. Every way to a report asks here; of one that somebody may not
/// read, they are told nothing.
@Service
public class ReportReaders {

  private final ReportIndex index;
  private final Audiences audiences;
  private final Rights rights;
  private final Seals seals;

  public ReportReaders(ReportIndex index, Audiences audiences, Rights rights, Seals seals) {
    this.seals = seals;
    this.index = index;
    this.audiences = audiences;
    this.rights = rights;
  }

  /// What somebody reads: each report with its versions, the one with the newest version first.
  public List<ReportLine> lines(Actor who) {
    return read(index.lines(), who);
  }

  /// The same by the names of reports, for whoever looks for one with each key: a report that was
  /// published or taken back is seen, one whose files were changed in place is not.
  public List<ReportLine> known(Actor who) {
    return read(index.known(), who);
  }

  private List<ReportLine> read(List<ReportLine> all, Actor who) {
    if (all.isEmpty() || !rights.may(who, Right.READ_REPORTS)) {
      return List.of();
    }
    if (rights.may(who, Right.DECIDE_READERS)) {
      return all;
    }
    var special = audiences.all();
    var sealed = sealedFrom(who);
    return all.stream()
        .filter(line -> isFor(who.person(), line, special) && !sealed.test(line))
        .toList();
  }

  /// The same of a report that was opened by a link.
  public boolean isSealedFrom(ReportLine line, Actor who) {
    return sealedFrom(who).test(line);
  }

  /// Whether a report could tell somebody whose the pictures are that they rate blind.
  private Predicate<ReportLine> sealedFrom(Actor who) {
    var seal = seals.of(who);
    var runs = seals.runs(seal);
    return line ->
        line.versions().stream()
            .anyMatch(version ->
                seal.experiments().contains(version.experiment())
                    || !Collections.disjoint(version.runs(), runs));
  }

  private static boolean isFor(PersonId person, ReportLine line, Map<String, Audience> special) {
    return line.authors().contains(person)
        || Optional.ofNullable(special.get(line.id())).map(it -> it.holds(person)).orElse(true);
  }

  /// Whether somebody may read a report, by [ReportLine#id]; one that is not there any more is for
  /// its authors and for those for whom it was.
  public Predicate<String> readable(Actor who) {
    if (!rights.may(who, Right.READ_REPORTS)) {
      return _ -> false;
    }
    if (rights.may(who, Right.DECIDE_READERS)) {
      return _ -> true;
    }
    var special = audiences.all();
    var known = index.known();
    var sealed =
        known.stream().filter(sealedFrom(who)).map(ReportLine::id).collect(Collectors.toSet());
    var written = new HashSet<>(audiences.writtenBy(who.person()));
    known.stream()
        .filter(line -> line.authors().contains(who.person()))
        .map(ReportLine::id)
        .forEach(written::add);
    return id ->
        !sealed.contains(id)
            && (written.contains(id)
                || Optional.ofNullable(special.get(id))
                    .map(it -> it.holds(who.person()))
                    .orElse(true));
  }

  /// The reports of an experiment that somebody reads, each with its versions.
  public List<ReportLine> of(ExperimentSlug experiment, Actor who) {
    return lines(who).stream()
        .filter(line -> line.newest().experiment().equals(experiment.value()))
        .toList();
  }

  /// The report that a version belongs to, with all its versions; empty where somebody may not read
  /// it, as where there is none.
  public Optional<ReportLine> line(ReportName name, Actor who) {
    return lines(who).stream().filter(line -> line.find(name).isPresent()).findFirst();
  }

  /// A version of a report; empty where somebody may not read it, as where there is none.
  public Optional<PublishedReport> find(ReportName name, Actor who) {
    return line(name, who).flatMap(line -> line.find(name));
  }

  /// Whether there is such a report and somebody may read it.
  public boolean mayRead(Actor who, ReportName name) {
    return line(name, who).isPresent();
  }

  /// For somebody who is about to do something with a report that was shown to them.
  ///
  /// @throws ReportRefusal if it is not there any more, or not for them
  public void require(Actor who, ReportName name) {
    if (!mayRead(who, name)) {
      throw new ReportRefusal(
          "The report %s is not there any more, or not for you. Look at the list of reports again."
              .formatted(name));
    }
  }
}
