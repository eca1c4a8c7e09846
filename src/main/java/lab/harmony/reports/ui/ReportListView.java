package lab.harmony.reports.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTarget;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinServletRequest;
import jakarta.annotation.security.PermitAll;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.design.Notice;
import lab.harmony.design.PageBar;
import lab.harmony.design.Problem;
import lab.harmony.design.Times;
import lab.harmony.design.lists.EmptyState;
import lab.harmony.design.lists.LeftOutLine;
import lab.harmony.design.lists.RowActions;
import lab.harmony.reports.PublishedReport;
import lab.harmony.reports.Reports;
import lab.harmony.reports.ShareLink;
import lab.harmony.reports.ShareLinks;
import lab.harmony.reports.ShareToken;
import lab.harmony.workspace.FileProblems;

/// All published reports, the newest first: read one, share it, end a link.
@Route("reports")
@PageTitle("Reports · Harmony Lab")
@Menu(title = "Reports", order = 40)
@PermitAll
final class ReportListView extends Composite<Div> {

  private final Reports reports;
  private final ShareLinks shares;
  private final CurrentPerson person;
  private final FileProblems problems;
  private final LeftOutLine leftOut = new LeftOutLine("report", "reports");
  private final Div list = new Div();

  ReportListView(Reports reports, ShareLinks shares, CurrentPerson person, FileProblems problems) {
    this.reports = reports;
    this.shares = shares;
    this.person = person;
    this.problems = problems;
    list.addClassName("page__scroll");
    getContent().addClassNames("page", "report-list");
    getContent().add(new PageBar("Reports"), list);
    show();
  }

  private void show() {
    list.removeAll();
    var all = reports.list();
    leftOut.show(problems.lines(FileProblems.Area.REPORTS));
    if (all.isEmpty()) {
      list.add(
          new EmptyState(
              "No reports yet",
              "A report freezes an experiment into one page that everyone can read. Open an"
                  + " experiment and publish it.",
              new Anchor("/", "Open the experiments")),
          leftOut);
      return;
    }
    var open = shares.open();
    var rows = new UnorderedList();
    rows.addClassName("report-list__rows");
    for (var report : all) {
      rows.add(
          row(report, open.stream().filter(link -> link.report().equals(report.name())).toList()));
    }
    list.add(rows, leftOut);
  }

  private ListItem row(PublishedReport report, List<ShareLink> open) {
    var title = new Anchor("/" + ReportLinks.page(report.name()), report.title());
    title.setTarget(AnchorTarget.BLANK);
    title.addClassName("report-list__title");
    title.getElement().setAttribute("router-ignore", true);
    var answer = new Span(report.answer());
    answer.addClassName("report-list__answer");
    var text = new Div(title, answer, facts(report));
    text.addClassName("report-list__text");
    var row = new ListItem(text, state(open), new RowActions(share(report, open), delete(report)));
    row.addClassName("report-list__row");
    return row;
  }

  private static Component facts(PublishedReport report) {
    var experiment = new Anchor("/experiments/" + report.experiment(), report.experiment());
    var facts =
        new Div(
            new Span(
                "%s by %s".formatted(Times.dayAndTime(report.publishedAt()), report.publishedBy())),
            experiment);
    facts.addClassName("report-list__facts");
    return facts;
  }

  /// Sharing is the exception, so only that has a word and a shape.
  private static Component state(List<ShareLink> open) {
    var state =
        new Span(
            open.stream()
                .map(ShareLink::expiresAt)
                .max(Comparator.naturalOrder())
                .map(until -> "◉ Shared until " + Times.day(until))
                .orElse("Not shared"));
    state.addClassName("report-list__state");
    state.getElement().setAttribute("data-shared", !open.isEmpty());
    return state;
  }

  private Button share(PublishedReport report, List<ShareLink> open) {
    var button = new Button("Share");
    button.setAriaLabel("Share “%s”".formatted(report.title()));
    button.addClickListener(_ -> openDialog(report, open));
    return button;
  }

  private Button delete(PublishedReport report) {
    var button = new Button("Unpublish");
    button.addThemeVariants(ButtonVariant.AURA_TERTIARY);
    button.setAriaLabel("Unpublish “%s”".formatted(report.title()));
    button.addClickListener(_ -> {
      try {
        var thrown = reports.delete(report.name(), person.name());
        show();
        Notice.undo(
            "“%s” was taken back; its share links have ended.".formatted(report.title()),
            () -> {
              var reason = reports.restore(thrown, person.name());
              show();
              reason.ifPresent(it -> say("“%s” was not put back".formatted(report.title()), it));
            });
      } catch (IOException e) {
        say("“%s” was not taken back".formatted(report.title()), String.valueOf(e.getMessage()));
      }
    });
    return button;
  }

  private void say(String what, String reason) {
    list.addComponentAsFirst(new Problem(what, reason));
  }

  private void openDialog(PublishedReport report, List<ShareLink> open) {
    var dialog = new ShareDialog[1];
    dialog[0] =
        new ShareDialog(
            report.title(),
            open,
            lifetime -> {
              var address = create(report, lifetime);
              dialog[0].show(openLinks(report));
              return address;
            },
            link -> {
              shares.revoke(link.id(), person.name());
              dialog[0].show(openLinks(report));
            });
    dialog[0].addOpenedChangeListener(event -> {
      if (!event.isOpened()) {
        show();
      }
    });
    dialog[0].open();
  }

  private String create(PublishedReport report, Duration lifetime) {
    return address(shares.create(report, lifetime, person.name()).token());
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
}
