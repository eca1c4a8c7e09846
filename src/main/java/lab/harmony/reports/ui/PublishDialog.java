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
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import lab.harmony.reports.Publishing;
import lab.harmony.reports.shelf.Publication;
import lab.harmony.reports.shelf.PublishedReport;
import lab.harmony.reports.ui.links.ReportLinks;
import lab.harmony.reports.ui.made.Underway;

/// Asks before an experiment is frozen, and shows that it is being worked on until the report is
/// there.
final class PublishDialog extends Composite<Dialog> {
  private final BiFunction<Publishing, BooleanSupplier, Publication> publish;
  private final Div text = new Div();
  private final Anchor look;
  private final Button close = new Button("Cancel", _ -> getContent().close());
  private final Button stop = new Button("Stop");
  private final Button start = new Button("Publish", _ -> begin());
  private Optional<PublishForm> form = Optional.empty();
  private String title = "";

  /// What was found out before somebody can be asked.
  sealed interface Asked {}

  /// @param form made under the lock of the page
  record Ready(String title, Supplier<PublishForm> form) implements Asked {}

  /// @param reason in sentences
  record NotNow(String reason) implements Asked {}

  /// It says that it looks until it is told what to ask.
  ///
  /// @param preview makes the page that publishing would freeze
  /// @param publish is told whether it is stopped
  PublishDialog(
      Function<Publishing, String> preview,
      BiFunction<Publishing, BooleanSupplier, Publication> publish) {
    this.publish = publish;
    getContent().setWidth("min(34rem, 92vw)");
    getContent().addClassName("publish-dialog");
    text.getElement().setAttribute("aria-live", "polite");
    look = new Anchor(shown(preview), "Preview");
    look.setTarget(AnchorTarget.BLANK);
    look.getElement().setAttribute("router-ignore", true);
    start.addThemeVariants(ButtonVariant.AURA_PRIMARY);
    getContent().setHeaderTitle("Publish");
    text.add(new Underway("Looks what is up to date …"));
    getContent().add(text);
    getContent().getFooter().add(close);
  }

  /// Asks, or says why not.
  void show(Asked asked) {
    switch (asked) {
      case Ready(var name, var made) -> {
        title = name;
        var shown = made.get();
        form = Optional.of(shown);
        ask();
        shown.focus();
      }
      case NotNow(var reason) -> {
        close("Not published");
        text.add(new Paragraph(reason));
        getContent().getFooter().add(close);
      }
    }
  }

  /// The page as it would be with what stands in the form when somebody asks for it.
  private DownloadHandler shown(Function<Publishing, String> preview) {
    return DownloadHandler.fromInputStream(
            event -> {
              var page = preview.apply(draft(event.getSession())).getBytes(StandardCharsets.UTF_8);
              return new DownloadResponse(
                  new ByteArrayInputStream(page),
                  "preview.html",
                  "text/html;charset=utf-8",
                  page.length);
            })
        .inline();
  }

  private Publishing draft(VaadinSession session) {
    session.lock();
    try {
      return form.orElseThrow().draft();
    } finally {
      session.unlock();
    }
  }

  void open() {
    getContent().open();
  }

  private void ask() {
    getContent().setHeaderTitle("Publish “%s”".formatted(title));
    text.removeAll();
    form.ifPresent(text::add);
    getContent().getFooter().removeAll();
    close.setText("Cancel");
    getContent().getFooter().add(look, close, start);
  }

  private void begin() {
    form.flatMap(PublishForm::said).ifPresent(this::work);
  }

  /// Drawing figures and pictures takes seconds: it happens beside the page, which stays as quick
  /// as ever.
  private void work(Publishing said) {
    var ui = UI.getCurrent();
    var stopped = new AtomicBoolean();
    var bar = new ProgressBar();
    bar.setIndeterminate(true);
    bar.getElement().setAttribute("aria-label", "Publishing");
    text.removeAll();
    text.add(new Paragraph("Drawing its figures and pictures and writing the page …"), bar);
    start.setVisible(false);
    close.setText("Close, it goes on");
    stop.setText("Stop");
    stop.setEnabled(true);
    var told =
        stop.addClickListener(_ -> {
          stopped.set(true);
          stop.setText("Stopping …");
          stop.setEnabled(false);
        });
    look.setVisible(false);
    getContent().getFooter().add(stop);
    Thread.ofVirtual()
        .name("publish")
        .start(() -> {
          var publication = attempt(said, stopped::get);
          ui.access(() -> {
            told.remove();
            stop.removeFromParent();
            look.setVisible(true);
            show(publication);
          });
        });
  }

  private Publication attempt(Publishing said, BooleanSupplier stopped) {
    try {
      return publish.apply(said, stopped);
    } catch (RuntimeException problem) {
      return new Publication.Refused(
          "Publishing ended with: %s. Where the list of reports has it all the same, it is whole."
              .formatted(problem.getMessage()));
    }
  }

  private void show(Publication publication) {
    start.setVisible(true);
    switch (publication) {
      case Publication.Published(var report) -> published(report);
      case Publication.NeedsReason(var stale) -> {
        form.ifPresent(shown -> shown.stale(stale));
        ask();
      }
      case Publication.Refused(var reason) -> {
        close("Not published");
        text.add(new Paragraph(reason));
        getContent().getFooter().add(close);
      }
    }
  }

  private void close(String header) {
    getContent().setHeaderTitle(header);
    text.removeAll();
    getContent().getFooter().removeAll();
    close.setText("Close");
  }

  private void published(PublishedReport report) {
    var open = new Anchor("/" + ReportLinks.page(report.name()), "Open the report");
    open.setTarget(AnchorTarget.BLANK);
    open.getElement().setAttribute("router-ignore", true);
    close("Published");
    text.add(
        new Paragraph(
            "%s, in reports/%s. Opens from disk, needs no network."
                .formatted(
                    report.version().number() == 1
                        ? "The experiment is frozen as it is now"
                        : "Version %d is frozen as the experiment is now; the versions before stay as they are"
                            .formatted(report.version().number()),
                    report.name())));
    getContent()
        .getFooter()
        .add(new Anchor("/" + ReportLinks.list(), "Share it or take it back"), open, close);
  }
}
