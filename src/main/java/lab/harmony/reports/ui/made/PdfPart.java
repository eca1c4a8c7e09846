package lab.harmony.reports.ui.made;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import lab.harmony.audit.NotRecorded;
import lab.harmony.design.Problem;
import lab.harmony.design.Sizes;
import lab.harmony.design.Times;
import lab.harmony.people.NotAllowed;
import lab.harmony.reports.exports.PdfExports.Export;
import lab.harmony.reports.exports.PdfExports.Outcome;
import lab.harmony.reports.exports.PdfPrinter;
import lab.harmony.reports.readers.ReportRefusal;

/// The PDF of something: the button that has it printed, how far that is, the file or why there is
/// none. Who leaves meanwhile finds it as it is when they come back.
public final class PdfPart extends Composite<Div> {

  private final Supplier<Export> begin;
  private final Function<PdfPrinter.Printed, byte[]> take;
  private final String file;
  private final boolean mayChange;
  private Optional<Export> shown;

  /// @param before what was asked for already
  /// @param begin has it printed
  /// @param take gives out what was printed, each time that it is fetched
  /// @param file the name of the file
  /// @param mayChange whether what is printed may be another by now, so that it can be printed
  ///   again
  public PdfPart(
      Optional<Export> before,
      Supplier<Export> begin,
      Function<PdfPrinter.Printed, byte[]> take,
      String file,
      boolean mayChange) {
    this.begin = begin;
    this.take = take;
    this.file = file;
    this.mayChange = mayChange;
    this.shown = before;
    getContent().addClassName("pdf-part");
    getContent().getElement().setAttribute("aria-live", "polite");
    if (before.isPresent()) {
      follow(before.get());
    } else {
      ask("Make the PDF");
    }
  }

  private void ask(String words) {
    getContent().add(new Button(words, _ -> begin()));
  }

  private void begin() {
    try {
      follow(begin.get());
    } catch (NotRecorded | ReportRefusal | NotAllowed problem) {
      show(new Outcome.Failed(String.valueOf(problem.getMessage())));
    }
  }

  private void follow(Export export) {
    shown = Optional.of(export);
    var outcome = export.outcome();
    if (outcome.isPresent()) {
      show(outcome.get());
      return;
    }
    underWay(export);
    var ui = UI.getCurrent();
    export.whenBegun(() ->
        ui.access(() -> {
          if (isShown(export) && export.outcome().isEmpty()) {
            underWay(export);
          }
        }));
    export.whenOver(over ->
        ui.access(() -> {
          if (isShown(export)) {
            show(over);
          }
        }));
  }

  private boolean isShown(Export export) {
    return shown.filter(it -> it == export).isPresent();
  }

  private void underWay(Export export) {
    var bar = new ProgressBar();
    bar.setIndeterminate(true);
    bar.getElement().setAttribute("aria-label", "Printing the PDF");
    getContent().removeAll();
    getContent()
        .add(
            new Span(
                export
                    .begun()
                    .map(begun ->
                        "Chromium prints the pages, since %s. You may close this and come back."
                            .formatted(Times.seconds(begun)))
                    .orElseGet(() ->
                        "Waits for another PDF, since %s. You may close this and come back."
                            .formatted(Times.seconds(export.since())))),
            bar,
            new Button("Stop", _ -> export.stop()));
  }

  private void show(Outcome outcome) {
    getContent().removeAll();
    switch (outcome) {
      case Outcome.Printed(var made, var at) -> {
        getContent()
            .add(
                MadeFile.link(
                    made.pdf(), _ -> take.apply(made), file, "application/pdf", "Save the PDF"),
                new Span(
                    "%s, printed %s by %s"
                        .formatted(
                            Sizes.of(made.pdf().length), Times.dayAndTime(at), made.printer())));
        if (mayChange) {
          ask("Print it again");
        }
      }
      case Outcome.Failed(var reason) -> {
        getContent().add(new Problem("There is no PDF", reason));
        ask("Try again");
      }
      case Outcome.Stopped _ -> {
        getContent().add(new Span("It was stopped."));
        ask("Make the PDF");
      }
    }
  }
}
