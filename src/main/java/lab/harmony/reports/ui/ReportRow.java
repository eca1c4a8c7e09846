package lab.harmony.reports.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTarget;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lab.harmony.design.Times;
import lab.harmony.design.lists.RowActions;
import lab.harmony.reports.readers.ShareLink;
import lab.harmony.reports.shelf.PublishedReport;
import lab.harmony.reports.shelf.ReportLine;
import lab.harmony.reports.shelf.ReportName;
import lab.harmony.reports.ui.links.ReportLinks;
import lab.harmony.runs.images.ImageLinks;
import lab.harmony.threads.ui.TalkMark;

/// One report in the list: what it found and measured, some of its faces, who published it, its
/// tags and its versions, and what can be done with it.
final class ReportRow {

  /// How an answer begins where nobody wrote a finding.
  private static final String RATE = "Success rate ";

  private final ListItem item = new ListItem();
  private final ReportActions actions;
  private final Map<ReportName, List<ShareLink>> open;
  private final RowRights rights;

  /// @param open the share links that work now
  /// @param audience for whom it is, in words
  /// @param rights of whoever looks at it
  /// @param talk leads to what is said about it
  ReportRow(
      ReportLine line,
      Map<ReportName, List<ShareLink>> open,
      String audience,
      RowRights rights,
      ReportActions actions,
      TalkMark talk) {
    this.actions = actions;
    this.open = open;
    this.rights = rights;
    var newest = line.newest();
    var text = new Div(title(newest, newest.title()));
    text.addClassName("report-list__text");
    if (newest.measured().isEmpty() || !newest.answer().startsWith(RATE)) {
      add(text, newest.answer(), "report-list__answer");
    }
    if (!newest.measured().isEmpty()) {
      add(text, RATE + newest.measured(), "report-list__measured");
    }
    if (!newest.version().staleReason().isEmpty()) {
      add(
          text,
          "◐ Out of date when published: " + newest.version().staleReason(),
          "report-list__stale");
    }
    text.add(strip(newest), facts(line));
    if (line.versions().size() > 1) {
      text.add(versions(line));
    }
    var state = new Div(talk, state(line), new Span(audience));
    state.addClassName("report-list__states");
    item.add(text, state, actions(line));
    item.addClassName("report-list__row");
  }

  ListItem item() {
    return item;
  }

  private static void add(Div text, String words, String className) {
    var span = new Span(words);
    span.addClassName(className);
    text.add(span);
  }

  private static Anchor title(PublishedReport report, String words) {
    var title = new Anchor("/" + ReportLinks.page(report.name()), words);
    title.setTarget(AnchorTarget.BLANK);
    title.addClassName("report-list__title");
    title.getElement().setAttribute("router-ignore", true);
    return title;
  }

  /// Some of its faces, as far as the lab still has them.
  private Div strip(PublishedReport report) {
    var strip = new Div();
    strip.addClassName("report-list__strip");
    strip.getElement().setAttribute("aria-hidden", "true");
    for (var face : report.faces()) {
      var picture = new Image(ImageLinks.thumbnail(face, 64), "");
      picture.getElement().setAttribute("loading", "lazy");
      strip.add(picture);
    }
    strip.setVisible(rights.looks() && !report.faces().isEmpty());
    return strip;
  }

  private Component facts(ReportLine line) {
    var report = line.newest();
    var facts =
        new Div(
            new Span(
                "%s by %s".formatted(Times.dayAndTime(report.publishedAt()), report.publishedBy())),
            rights.looks()
                ? new Anchor("/experiments/" + report.experiment(), report.experiment())
                : new Span(report.experiment()));
    for (var tag : report.tags()) {
      var link =
          new Anchor(
              "/%s?tag=%s"
                  .formatted(ReportLinks.list(), URLEncoder.encode(tag, StandardCharsets.UTF_8)),
              tag);
      link.addClassName("report-list__tag");
      link.setAriaLabel("All reports with the tag " + tag);
      facts.add(link);
    }
    facts.addClassName("report-list__facts");
    return facts;
  }

  private Component versions(ReportLine line) {
    var list = new UnorderedList();
    list.addClassName("report-list__versions");
    for (var version : line.versions()) {
      list.add(version(line, version));
    }
    return new NativeDetails(
        "Version %d of %d".formatted(line.newest().version().number(), line.versions().size()),
        list);
  }

  private ListItem version(ReportLine line, PublishedReport version) {
    var name = "version " + version.version().number();
    var words =
        new Div(
            title(version, "Version " + version.version().number()),
            new Span(
                "%s by %s%s"
                    .formatted(
                        Times.dayAndTime(version.publishedAt()),
                        version.publishedBy(),
                        version.version().changes().isEmpty()
                            ? ""
                            : ": " + version.version().changes())));
    words.addClassName("report-list__facts");
    var row = new ListItem(words);
    if (!line.isNewest(version)) {
      row.add(
          new RowActions(
              Stream.of(
                      may(
                          rights.shares(),
                          button("Share " + name, () -> actions.share(line, version))),
                      may(
                          rights.exports(),
                          button("Export " + name, () -> actions.export(line, version))),
                      may(
                          rights.publishes(),
                          button("Unpublish " + name, () -> actions.unpublish(version))))
                  .flatMap(Optional::stream)
                  .toArray(Component[]::new)));
    }
    row.addClassName("report-list__version");
    return row;
  }

  /// Sharing is the exception, so only that has a word and a shape.
  private Component state(ReportLine line) {
    var links =
        line.versions().stream()
            .flatMap(version -> open.getOrDefault(version.name(), List.of()).stream())
            .toList();
    var state =
        new Span(
            links.stream()
                .map(ShareLink::expiresAt)
                .max(Comparator.naturalOrder())
                .map(until -> "◉ Shared until " + Times.day(until))
                .orElse("Not shared"));
    state.addClassName("report-list__state");
    state.getElement().setAttribute("data-shared", !links.isEmpty());
    return state;
  }

  private RowActions actions(ReportLine line) {
    var title = line.newest().title();
    var share = new Button("Share", _ -> actions.share(line, line.newest()));
    share.setAriaLabel("Share “%s”".formatted(title));
    var export = button("Export", () -> actions.export(line, line.newest()));
    export.setAriaLabel("Export “%s”".formatted(title));
    var tags = button("Tags", () -> actions.tag(line));
    tags.setAriaLabel("Tags of “%s”".formatted(title));
    var unpublish = button("Unpublish", () -> actions.unpublish(line));
    unpublish.setAriaLabel("Unpublish “%s”".formatted(title));
    var readers = button("Readers", () -> actions.readers(line));
    readers.setAriaLabel("Who reads “%s”".formatted(title));
    return new RowActions(
        Stream.of(
                may(rights.shares(), share),
                may(rights.exports(), export),
                may(rights.publishes(), tags),
                may(rights.decides().test(line), readers),
                may(rights.publishes(), unpublish))
            .flatMap(Optional::stream)
            .toArray(Component[]::new));
  }

  private static Optional<Button> may(boolean allowed, Button button) {
    return allowed ? Optional.of(button) : Optional.empty();
  }

  private static Button button(String text, Runnable action) {
    var button = new Button(text, _ -> action.run());
    button.addThemeVariants(ButtonVariant.AURA_TERTIARY);
    return button;
  }
}
