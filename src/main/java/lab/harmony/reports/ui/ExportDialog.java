package lab.harmony.reports.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import lab.harmony.design.Problem;
import lab.harmony.design.live.LiveParts;
import lab.harmony.people.Actor;
import lab.harmony.people.NotAllowed;
import lab.harmony.reports.exports.PdfExports;
import lab.harmony.reports.exports.ReportExports;
import lab.harmony.reports.exports.ReportExports.Part;
import lab.harmony.reports.exports.ReportExports.Parts;
import lab.harmony.reports.readers.ReportRefusal;
import lab.harmony.reports.shelf.PublishedReport;
import lab.harmony.reports.ui.links.ReportLinks;
import lab.harmony.reports.ui.made.PdfPart;
import lab.harmony.reports.ui.made.Underway;

/// What a report can be taken along as: the page as PDF, each table, each figure.
final class ExportDialog extends Composite<Dialog> {

  private static final Map<String, String> FORMS =
      Map.of("csv", "CSV", "tex", "LaTeX", "svg", "SVG", "png", "PNG", "jpg", "JPEG");

  private final PublishedReport report;
  private final Div parts = new Div();
  private final Button close = new Button("Close", _ -> getContent().close());

  /// @param what is exported: a title, with its version where there are several
  /// @param by who takes it along
  ExportDialog(String what, PublishedReport report, ReportExports exports, Actor by) {
    this.report = report;
    getContent().setHeaderTitle("Export " + what);
    getContent().setWidth("min(40rem, 92vw)");
    getContent().addClassName("export-dialog");
    parts.getElement().setAttribute("aria-live", "polite");
    parts.add(new Underway("Looks for its tables and figures …"));
    getContent().add(parts);
    LiveParts.answer(
        UI.getCurrent(),
        () -> attempt(exports, by),
        show -> {
          parts.removeAll();
          show.run();
        });
    getContent().getFooter().add(close);
  }

  /// What is shown once the page was read, which takes a moment where it holds many pictures.
  private Runnable attempt(ReportExports exports, Actor by) {
    try {
      var found = exports.parts(report, by);
      var printed = exports.pdf(report, by);
      return () -> add(found, printed, exports, by);
    } catch (NotAllowed | ReportRefusal refused) {
      return () -> nothing(String.valueOf(refused.getMessage()));
    } catch (IllegalArgumentException | UncheckedIOException problem) {
      return () -> nothing("It says: %s.".formatted(problem.getMessage()));
    }
  }

  private void nothing(String reason) {
    parts.add(new Problem("Nothing of it can be exported", reason));
  }

  private void add(
      Parts parts, Optional<PdfExports.Export> printed, ReportExports exports, Actor by) {
    this.parts.add(
        new H3("The page on paper"),
        new PdfPart(
            printed,
            () -> exports.print(report, by),
            made -> exports.take(report, made, by),
            report.name() + ".pdf",
            false));
    part("Tables", parts.tables());
    part("Figures", parts.figures());
    if (!parts.tables().isEmpty() || !parts.figures().isEmpty()) {
      getContent().getFooter().removeAll();
      getContent().getFooter().add(link(ReportExports.ALL, "All tables and figures (ZIP)"), close);
    } else {
      this.parts.add(new Paragraph("It has no tables and no figures."));
    }
  }

  void open() {
    getContent().open();
  }

  private void part(String title, List<Part> parts) {
    if (!parts.isEmpty()) {
      var list = new UnorderedList();
      list.addClassName("export-dialog__parts");
      parts.forEach(part -> list.add(line(part)));
      this.parts.add(new H3(title), list);
    }
  }

  private ListItem line(Part part) {
    var words = new Span(part.words());
    words.addClassName("export-dialog__words");
    words.setTitle(part.words());
    var forms = new Div();
    forms.addClassName("export-dialog__forms");
    for (var file : part.files()) {
      var ending = file.substring(file.lastIndexOf('.') + 1);
      var link = link(file, FORMS.getOrDefault(ending, ending.toUpperCase(Locale.ROOT)));
      link.getElement().setAttribute("aria-label", "%s as %s".formatted(part.words(), ending));
      forms.add(link);
    }
    return new ListItem(words, forms);
  }

  private Anchor link(String file, String words) {
    var link = new Anchor(address(file), words);
    link.getElement().setAttribute("download", true);
    link.getElement().setAttribute("router-ignore", true);
    return link;
  }

  private String address(String file) {
    return "/" + ReportLinks.export(report.name(), file);
  }
}
