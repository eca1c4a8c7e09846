package lab.harmony.reports.shelf;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import lab.harmony.people.Signature;
import lab.harmony.reports.frozen.FrozenReport;
import lab.harmony.reports.frozen.PageFindings;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunId;
import lab.harmony.workspace.Found;
import lab.harmony.workspace.Sha256;

/// What of `report.json` is looked at in lists.
public record FrozenBrief(
    String title,
    String experiment,
    Instant publishedAt,
    Signature publishedBy,
    PublishedReport.Version version,
    String question,
    String answer,
    List<String> findings,
    String measured,
    List<ImageId> faces,
    Set<RunId> runs,
    String pageSha256) {

  /// As many as a line of a list shows.
  private static final int FACES = 6;

  static Found<FrozenBrief> read(Path file) {
    return FrozenReport.read(file)
        .then(
            file,
            frozen -> {
              if (!frozen.format().equals(FrozenReport.FORMAT)) {
                throw new IllegalArgumentException(
                    "its format must be %s".formatted(FrozenReport.FORMAT));
              }
              return of(frozen, file.resolveSibling(FrozenFile.PAGE));
            });
  }

  private static FrozenBrief of(FrozenReport report, Path page) {
    return new FrozenBrief(
        report.title(),
        report.experiment(),
        report.publishedAt(),
        new Signature(report.publishedBy(), report.publishedById()),
        version(report),
        report.question(),
        report.answer(),
        report.findings().isEmpty()
            ? PageFindings.of(page)
            : report.findings().stream().map(FrozenReport.FrozenFinding::text).toList(),
        measured(report),
        report.faces(FACES),
        report.runIds(),
        report.files().getOrDefault(FrozenFile.PAGE, ""));
  }

  private static String measured(FrozenReport report) {
    var others = report.models() - 1;
    return report.mainNumber().isEmpty() || others < 1
        ? report.mainNumber()
        : "%s; %d more %s in it"
            .formatted(report.mainNumber(), others, others == 1 ? "model" : "models");
  }

  /// A report of before, which says nothing of versions, is the first of its line.
  private static PublishedReport.Version version(FrozenReport report) {
    var edition = report.edition();
    return new PublishedReport.Version(
        edition.line().isEmpty() ? line(report.experiment(), report.publishedAt()) : edition.line(),
        edition.version(),
        edition.changes(),
        edition.staleReason());
  }

  /// What names a report in all its versions: it follows from its first, wherever that lies.
  public static String line(String experiment, Instant firstPublished) {
    return Sha256.of("%s %s".formatted(experiment, firstPublished)).hex().substring(0, 16);
  }
}
