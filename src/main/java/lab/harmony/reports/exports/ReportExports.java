package lab.harmony.reports.exports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import lab.harmony.audit.AuditEvent;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditSubject;
import lab.harmony.audit.AuditTrail;
import lab.harmony.design.Times;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.people.Actor;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.reports.frozen.PrintedPage;
import lab.harmony.reports.readers.ReportReaders;
import lab.harmony.reports.shelf.FrozenFile;
import lab.harmony.reports.shelf.PublishedReport;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.springframework.stereotype.Service;

/// What a published report can be taken along as, made from its page as it was frozen: each table
/// as CSV and LaTeX, each figure as SVG and PNG, all of them in one archive, and the page as PDF.
@Service
public class ReportExports {

  /// All tables and figures in one file.
  public static final String ALL = "all.zip";

  private static final Pattern NAME = Pattern.compile("(table|figure)-([0-9]{1,4})\\.([a-z]{3})");

  private final PdfExports pdfs;
  private final Rights rights;
  private final AuditTrail audit;
  private final ReportReaders readers;

  ReportExports(PdfExports pdfs, AuditTrail audit, ReportReaders readers, Rights rights) {
    this.rights = rights;
    this.pdfs = pdfs;
    this.audit = audit;
    this.readers = readers;
  }

  /// A table or a figure.
  ///
  /// @param words what it shows
  /// @param files the names of the files that it can be had as
  public record Part(String words, List<String> files) {}

  /// What a report has.
  public record Parts(List<Part> tables, List<Part> figures) {}

  /// @throws IllegalArgumentException if its page is not the one that was published
  public Parts parts(PublishedReport report, Actor by) {
    require(report, by);
    return parts(report);
  }

  static Parts parts(PublishedReport report) {
    return parts(Jsoup.parse(page(report)));
  }

  /// Each time that something of a report is asked for: meanwhile it may be for others, and the
  /// role of whoever asks another.
  private void require(PublishedReport report, Actor by) {
    rights.require(by, Right.EXPORT);
    readers.require(by, report.name());
  }

  private static Parts parts(Document page) {
    var tables = new ArrayList<Part>();
    for (var table : ReportTables.of(page)) {
      var name = "table-" + (tables.size() + 1);
      tables.add(new Part(table.caption(), List.of(name + ".csv", name + ".tex")));
    }
    var figures = new ArrayList<Part>();
    for (var figure : ReportFigure.of(page)) {
      var name = "figure-" + (figures.size() + 1);
      figures.add(
          new Part(
              "Figure %d%s"
                  .formatted(
                      figures.size() + 1, figure.words().isBlank() ? "" : ": " + figure.words()),
              figure.kind() == ReportFigure.Kind.SVG
                  ? List.of(name + ".svg", name + ".png")
                  : List.of(name + "." + figure.kind().ending)));
    }
    return new Parts(List.copyOf(tables), List.copyOf(figures));
  }

  /// The file of this name for somebody who takes it along, which is written down; empty if the
  /// report has none.
  ///
  /// @throws IllegalArgumentException if it cannot be made, saying why
  public Optional<ExportedFile> take(PublishedReport report, String name, Actor by) {
    require(report, by);
    var file = file(report, name);
    file.ifPresent(_ -> taken(report, name, by));
    return file;
  }

  /// Writes down that somebody takes a file of a report along.
  public void taken(PublishedReport report, String name, Actor by) {
    require(report, by);
    audit.record(
        AuditEvent.of(AuditKind.REPORT_EXPORTED, by, AuditSubject.report(report.name().value()))
            .with("file", name));
  }

  Optional<ExportedFile> file(PublishedReport report, String name) {
    if (name.equals(ALL)) {
      return Optional.of(new ExportedFile(name, "application/zip", archive(report)));
    }
    var form = NAME.matcher(name);
    if (!form.matches()) {
      return Optional.empty();
    }
    var page = Jsoup.parse(page(report));
    var index = Integer.parseInt(form.group(2)) - 1;
    return form.group(1).equals("table")
        ? at(ReportTables.of(page), index).flatMap(it -> table(it, name, form.group(3)))
        : at(ReportFigure.of(page), index).flatMap(it -> figure(it, name, form.group(3)));
  }

  private static <T> Optional<T> at(List<T> all, int index) {
    return index >= 0 && index < all.size() ? Optional.of(all.get(index)) : Optional.empty();
  }

  private static Optional<ExportedFile> table(ReportTable table, String name, String ending) {
    return switch (ending) {
      case "csv" ->
          Optional.of(new ExportedFile(name, "text/csv;charset=utf-8", bytes(table.csv())));
      case "tex" ->
          Optional.of(
              new ExportedFile(
                  name,
                  "application/x-tex;charset=utf-8",
                  bytes(LatexTable.of(table, name.substring(0, name.indexOf('.'))))));
      default -> Optional.empty();
    };
  }

  private static Optional<ExportedFile> figure(ReportFigure figure, String name, String ending) {
    if (ending.equals(figure.kind().ending)) {
      return Optional.of(
          new ExportedFile(
              name,
              switch (figure.kind()) {
                case SVG -> "image/svg+xml";
                case PNG -> "image/png";
                case JPEG -> "image/jpeg";
              },
              figure.kind() == ReportFigure.Kind.SVG
                  ? SafeDrawing.of(figure.content())
                  : figure.content()));
    }
    return figure.kind() == ReportFigure.Kind.SVG && ending.equals("png")
        ? Optional.of(new ExportedFile(name, "image/png", SvgPicture.png(figure.content())))
        : Optional.empty();
  }

  /// All tables and figures of a page as a ZIP file. A figure that cannot be made is left out of
  /// it, or is in it in its other form alone.
  public static byte[] archive(String html) {
    var page = Jsoup.parse(html);
    var parts = parts(page);
    var tables = ReportTables.of(page);
    var figures = ReportFigure.of(page);
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      for (int i = 0; i < tables.size(); i++) {
        for (var name : parts.tables().get(i).files()) {
          put(zip, table(tables.get(i), name, ending(name)));
        }
      }
      for (int i = 0; i < figures.size(); i++) {
        for (var name : parts.figures().get(i).files()) {
          put(zip, drawable(figures.get(i), name));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static Optional<ExportedFile> drawable(ReportFigure figure, String name) {
    try {
      return figure(figure, name, ending(name));
    } catch (IllegalArgumentException cannotBeDrawn) {
      return Optional.empty();
    }
  }

  private static void put(ZipOutputStream zip, Optional<ExportedFile> file) throws IOException {
    if (file.isPresent()) {
      zip.putNextEntry(new ZipEntry(file.get().name()));
      zip.write(file.get().content());
      zip.closeEntry();
    }
  }

  private static String ending(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// The PDF of a report, if somebody asked for it.
  public Optional<PdfExports.Export> pdf(PublishedReport report, Actor by) {
    require(report, by);
    return pdfs.find(key(report));
  }

  /// Begins to print a report, or goes on.
  public PdfExports.Export print(PublishedReport report, Actor by) {
    require(report, by);
    return pdfs.begin(key(report), printable(report));
  }

  /// A PDF that was printed, whoever had it printed, for somebody who takes it along, which is
  /// written down.
  public byte[] take(PublishedReport report, PdfPrinter.Printed printed, Actor by) {
    taken(report, report.name() + ".pdf", by);
    return printed.pdf();
  }

  /// All tables and figures of a report as a ZIP file.
  ///
  /// @throws IllegalArgumentException if its page is not the one that was published
  public static byte[] archive(PublishedReport report) {
    return archive(page(report));
  }

  /// The page of a report as it goes on paper, given what prints it.
  public static UnaryOperator<String> printable(PublishedReport report) {
    return printer ->
        PrintedPage.html(
            page(report),
            report.title(),
            "Printed by %s from reports/%s (version %d, published %s, SHA-256 of the page %s)."
                .formatted(
                    printer,
                    report.name(),
                    report.version().number(),
                    Times.inUtc(report.publishedAt()),
                    report.pageSha256()),
            PrintedPage.Sheets.PORTRAIT);
  }

  /// The page that publishing an experiment would freeze, as it goes on paper.
  public static UnaryOperator<String> printable(ExperimentSlug experiment, String page) {
    return printer ->
        PrintedPage.html(
            page,
            experiment.value(),
            "Printed by %s from the experiment %s as it is now; this is no published report."
                .formatted(printer, experiment),
            PrintedPage.Sheets.PORTRAIT);
  }

  private static String key(PublishedReport report) {
    return "report %s %s".formatted(report.name(), report.pageSha256());
  }

  /// The page as it was published.
  ///
  /// @throws IllegalArgumentException if it is another by now
  private static String page(PublishedReport report) {
    return new String(FrozenFile.of(report, FrozenFile.PAGE), StandardCharsets.UTF_8);
  }
}
