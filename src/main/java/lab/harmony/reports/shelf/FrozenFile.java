package lab.harmony.reports.shelf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;
import lab.harmony.reports.frozen.FrozenReport;
import lab.harmony.workspace.Sha256;

/// A file of a report as it was published: others may have changed what lies in the workspace.
public final class FrozenFile {

  /// The page of a report.
  public static final String PAGE = "index.html";

  /// The scores behind it.
  public static final String SCORES = "scores.csv";

  private FrozenFile() {}

  /// Its bytes.
  ///
  /// @throws IllegalArgumentException if they are others by now, saying what to do
  public static byte[] of(PublishedReport report, String name) {
    var file = name.equals(PAGE) ? report.page() : report.page().resolveSibling(name);
    try {
      var bytes = Files.readAllBytes(file);
      if (!digest(report, name).filter(Sha256.of(bytes).hex()::equals).isPresent()) {
        throw new IllegalArgumentException(
            "%1$s of the report %2$s is not the one that was published: its SHA-256 is no longer the one in report.json. Bring the published file back (git checkout -- reports/%2$s), or publish the experiment again"
                .formatted(name, report.name()));
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s of the report %s cannot be read".formatted(name, report.name()), e);
    }
  }

  private static Optional<String> digest(PublishedReport report, String name) {
    return name.equals(PAGE)
        ? Optional.of(report.pageSha256())
        : FrozenReport.read(report.page().resolveSibling("report.json"))
            .readable()
            .flatMap(frozen -> Optional.ofNullable(frozen.files().get(name)));
  }
}
