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
import jakarta.annotation.security.PermitAll;
import java.util.List;
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
import lab.harmony.reports.PublishedReport;
import lab.harmony.reports.ReportLine;
import lab.harmony.reports.Reports;
import lab.harmony.reports.ShareLink;
import lab.harmony.reports.ShareLinks;
import lab.harmony.reports.exports.ReportExports;
import lab.harmony.workspace.FileProblems;

/// All published reports, the newest first: find one by its words, tags and authors, read it in any
/// of its versions, share it, take it back.
@Route("reports")
@PageTitle("Reports · Harmony Lab")
@Menu(title = "Reports", order = 40)
@PermitAll
final class ReportListView extends Composite<Div> implements BeforeEnterObserver {

  private final Reports reports;
  private final ShareLinks shares;
  private final FileProblems problems;
  private final ReportActions actions;
  private final LeftOutLine leftOut = new LeftOutLine("report", "reports");
  private final Div list = new Div();
  private final Narrowing narrowing = new Narrowing("report", "reports", this::show);
  private final Choice<String> tag = choice("tag", "Tag", "Every tag");
  private final Choice<String> author = choice("by", "Author", "Every author");
  private List<ReportLine> lines = List.of();

  ReportListView(
      Reports reports,
      ShareLinks shares,
      ReportExports exports,
      CurrentPerson person,
      FileProblems problems) {
    this.reports = reports;
    this.shares = shares;
    this.problems = problems;
    actions = new ReportActions(reports, shares, exports, person, this::load, this::say);
    list.addClassName("page__scroll");
    getContent().addClassNames("page", "report-list");
    getContent().add(new PageBar("Reports", narrowing), list);
  }

  private Choice<String> choice(String name, String label, String anything) {
    return narrowing.choice(name, label, anything, Function.identity(), Function.identity());
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    read();
    narrowing.read(event.getLocation());
    show();
  }

  private void load() {
    read();
    show();
  }

  private void read() {
    lines = reports.lines();
    tag.offer(values(line -> line.newest().tags().stream()));
    author.offer(values(ReportListView::authors));
    leftOut.show(problems.lines(FileProblems.Area.REPORTS));
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
    return part.stream().map(line -> new ReportRow(line, open, actions).item()).toList();
  }

  private void say(String what, String reason) {
    list.addComponentAsFirst(new Problem(what, reason));
  }
}
