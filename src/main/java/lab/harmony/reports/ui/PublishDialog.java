package lab.harmony.reports.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTarget;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.server.streams.DownloadHandler;
import java.util.List;
import java.util.function.Supplier;
import lab.harmony.design.Problem;
import lab.harmony.reports.Publication;
import lab.harmony.reports.PublishedReport;

/// Asks before an experiment is frozen, says what in it is stale, and shows that it is being worked
/// on until the report is there.
final class PublishDialog extends Composite<Dialog> {
  private final Supplier<Publication> publish;
  private final Div text = new Div();
  private final Button close = new Button("Cancel", _ -> getContent().close());
  private final Button start = new Button("Publish", _ -> work());

  /// @param stale what a reader should know, a sentence each
  /// @param preview answers with the page that publishing would freeze
  PublishDialog(
      String title, List<String> stale, DownloadHandler preview, Supplier<Publication> publish) {
    this.publish = publish;
    getContent().setHeaderTitle("Publish “%s”".formatted(title));
    getContent().setWidth("min(34rem, 92vw)");
    getContent().addClassName("publish-dialog");
    text.getElement().setAttribute("aria-live", "polite");
    text.add(
        new Paragraph(
            "The experiment is frozen as it is now into one page. What a report says never changes;"
                + " it can be taken back."));
    if (!stale.isEmpty()) {
      text.add(
          new Problem(
              stale.size() == 1
                  ? "One thing is not up to date"
                  : "%d things are not up to date".formatted(stale.size()),
              String.join(" ", stale) + " Run what changed first, or the report says so."));
    }
    var look = new Anchor(preview, "Preview");
    look.setTarget(AnchorTarget.BLANK);
    look.getElement().setAttribute("router-ignore", true);
    start.addThemeVariants(ButtonVariant.AURA_PRIMARY);
    start.setDisableOnClick(true);
    getContent().add(text);
    getContent().getFooter().add(look, close, start);
  }

  void open() {
    getContent().open();
  }

  /// Drawing figures and pictures takes seconds: it happens beside the page, which stays as quick
  /// as ever.
  private void work() {
    var ui = UI.getCurrent();
    var bar = new ProgressBar();
    bar.setIndeterminate(true);
    bar.getElement().setAttribute("aria-label", "Publishing");
    text.removeAll();
    text.add(new Paragraph("Drawing its figures and pictures and writing the page …"), bar);
    Thread.ofVirtual()
        .name("publish")
        .start(() -> {
          var publication = attempt();
          ui.access(() -> show(publication));
        });
  }

  private Publication attempt() {
    try {
      return publish.get();
    } catch (RuntimeException problem) {
      return new Publication.Refused(
          "The page could not be made: %s. Nothing was written.".formatted(problem.getMessage()));
    }
  }

  private void show(Publication publication) {
    text.removeAll();
    getContent().getFooter().removeAll();
    close.setText("Close");
    switch (publication) {
      case Publication.Published(var report) -> published(report);
      case Publication.Refused(var reason) -> {
        getContent().setHeaderTitle("Not published");
        text.add(new Paragraph(reason));
        getContent().getFooter().add(close);
      }
    }
  }

  private void published(PublishedReport report) {
    var open = new Anchor("/" + ReportLinks.page(report.name()), "Open the report");
    open.setTarget(AnchorTarget.BLANK);
    open.getElement().setAttribute("router-ignore", true);
    getContent().setHeaderTitle("Published");
    text.add(
        new Paragraph(
            "The experiment is frozen as it is now, in reports/%s. Opens from disk, needs no network."
                .formatted(report.name())));
    getContent()
        .getFooter()
        .add(new Anchor("/" + ReportLinks.list(), "Share it or take it back"), open, close);
  }
}
