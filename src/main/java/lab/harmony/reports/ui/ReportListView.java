package lab.harmony.reports.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.design.PageBar;
import lab.harmony.design.Problem;
import lab.harmony.design.lists.Choice;
import lab.harmony.design.lists.EmptyState;
import lab.harmony.design.lists.LeftOutLine;
import lab.harmony.design.lists.LongList;
import lab.harmony.design.lists.Narrowing;
import lab.harmony.people.Needs;
import lab.harmony.people.People;
import lab.harmony.people.Person;
import lab.harmony.people.PersonId;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.reports.Reports;
import lab.harmony.reports.exports.ReportExports;
import lab.harmony.reports.readers.Audience;
import lab.harmony.reports.readers.Readership;
import lab.harmony.reports.readers.ReportReaders;
import lab.harmony.reports.readers.ShareLink;
import lab.harmony.reports.readers.ShareLinks;
import lab.harmony.reports.shelf.PublishedReport;
import lab.harmony.reports.shelf.ReportLine;
import lab.harmony.threads.ui.Talk;
import lab.harmony.workspace.FileProblems;

/// All published reports, the newest first: find one by its words, tags and authors, read it in any
/// of its versions, share it, take it back.
@Route("reports")
@PageTitle("Reports · Harmony Lab")
@Menu(title = "Reports", order = 40)
@Needs(Right.READ_REPORTS)
final class ReportListView extends Composite<Div> implements BeforeEnterObserver {

  private static final int MOST_NAMED = 3;

  private final ReportReaders readers;
  private final Readership readership;
  private final Rights rights;
  private final People people;
  private final CurrentPerson person;
  private final ShareLinks shares;
  private final FileProblems problems;
  private final ReportActions actions;
  private final LeftOutLine leftOut = new LeftOutLine("report", "reports");
  private final Div list = new Div();
  private final ReportTalk talk;
  private final Narrowing narrowing = new Narrowing("report", "reports", this::show);
  private final Choice<String> tag = choice("tag", "Tag", "Every tag");
  private final Choice<String> author = choice("by", "Author", "Every author");
  private List<ReportLine> lines = List.of();

  ReportListView(
      Reports reports,
      ReportReaders readers,
      Readership readership,
      Rights rights,
      People people,
      ShareLinks shares,
      ReportExports exports,
      CurrentPerson person,
      FileProblems problems,
      Talk talk) {
    this.readers = readers;
    this.readership = readership;
    this.rights = rights;
    this.people = people;
    this.person = person;
    this.shares = shares;
    this.problems = problems;
    actions =
        new ReportActions(
            reports, shares, exports, readership, people, person, this::load, this::say);
    list.addClassName("page__scroll");
    this.talk = new ReportTalk(talk, readers, person.actor());
    var row = new Div(list, this.talk);
    row.addClassNames("page__fill", "beside");
    getContent().addClassNames("page", "report-list");
    getContent().add(new PageBar("Reports", narrowing), row);
  }

  private Choice<String> choice(String name, String label, String anything) {
    return narrowing.choice(name, label, anything, Function.identity(), Function.identity());
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    read();
    narrowing.read(event.getLocation());
    show();
    event.getLocation().getQueryParameters().getSingleParameter("talk").ifPresent(talk::openFrom);
  }

  private void load() {
    read();
    show();
  }

  private void read() {
    lines = readers.lines(person.actor());
    tag.offer(values(line -> line.newest().tags().stream()));
    author.offer(values(ReportListView::authors));
    leftOut.show(
        rights.may(person.actor(), Right.LOOK)
            ? problems.lines(FileProblems.Area.REPORTS)
            : List.of());
  }

  private List<String> values(Function<ReportLine, Stream<String>> of) {
    return lines.stream().flatMap(of).distinct().sorted(String.CASE_INSENSITIVE_ORDER).toList();
  }

  private static Stream<String> authors(ReportLine line) {
    return line.versions().stream().map(PublishedReport::publishedBy).distinct();
  }

  private void show() {
    var wanted = lines.stream().filter(this::wanted).toList();
    narrowing.count(wanted.size(), lines.size());
    list.removeAll();
    if (lines.isEmpty()) {
      list.add(
          new EmptyState(
              "No reports yet",
              "A report freezes an experiment into one page that everyone can read. Open an"
                  + " experiment and publish it.",
              new Anchor("/", "Open the experiments")));
    } else if (wanted.isEmpty()) {
      list.add(narrowing.nothing());
    } else {
      list.add(new LongList<>("report-list__rows", wanted, this::rows));
    }
    list.add(leftOut);
  }

  private boolean wanted(ReportLine line) {
    var newest = line.newest();
    return narrowing.fits(words(line))
        && tag.value().map(newest.tags()::contains).orElse(true)
        && author.value().map(name -> authors(line).anyMatch(name::equals)).orElse(true);
  }

  /// What is searched: title, experiment, authors, tags, question and findings.
  private static String words(ReportLine line) {
    var newest = line.newest();
    return Stream.of(
            Stream.of(newest.title(), newest.experiment(), newest.question(), newest.answer()),
            line.versions().stream().map(version -> version.name().value()),
            authors(line),
            newest.tags().stream(),
            newest.findings().stream())
        .flatMap(Function.identity())
        .collect(Collectors.joining(" "));
  }

  private List<ListItem> rows(List<ReportLine> part) {
    var open = shares.open().stream().collect(Collectors.groupingBy(ShareLink::report));
    var special = readership.special();
    var everybody = people.all();
    var may = RowRights.of(rights, readership, person.actor());
    return part.stream()
        .map(line ->
            new ReportRow(
                    line,
                    open,
                    words(
                        Optional.ofNullable(special.get(line.id())).orElseGet(Audience.Team::new),
                        everybody),
                    may,
                    actions,
                    talk.mark(line))
                .item())
        .toList();
  }

  private static String words(Audience audience, List<Person> everybody) {
    return switch (audience) {
      case Audience.Team _ -> "Visible to the team";
      case Audience.ByLink _ -> "◍ Visible by link alone";
      case Audience.Named(var ids) -> "◍ Visible to " + names(ids, everybody);
    };
  }

  private static String names(Set<PersonId> ids, List<Person> everybody) {
    var names =
        everybody.stream()
            .filter(one -> ids.contains(one.id()))
            .map(Person::name)
            .sorted(String.CASE_INSENSITIVE_ORDER)
            .toList();
    return names.size() <= MOST_NAMED
        ? String.join(", ", names)
        : "%s and %d more"
            .formatted(String.join(", ", names.subList(0, MOST_NAMED)), names.size() - MOST_NAMED);
  }

  private void say(String what, String reason) {
    list.addComponentAsFirst(new Problem(what, reason));
  }
}
