package lab.harmony.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import lab.harmony.people.Somebody;
import lab.harmony.reports.frozen.FrozenReport;
import lab.harmony.reports.shelf.ReportIndex;
import lab.harmony.reports.shelf.ReportShelf;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.FileProblems;
import lab.harmony.workspace.Sha256;
import lab.harmony.workspace.Workspace;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The reports of this repository.
@Tag("unit")
class RepositoryReportTest {

  @Test
  void theyAreAsTheyWerePublishedAndTheReadmeLeadsToTheNewest(@TempDir Path data)
      throws IOException {
    var workspace = new Workspace(Path.of("").toAbsolutePath());
    var index =
        new ReportIndex(
            new ReportShelf(workspace),
            new FileProblems(workspace, new DataFolder(data)),
            Somebody.inMemory(),
            Clock.systemUTC());
    var all = index.list();
    assertThat(all).isNotEmpty();
    for (var report : all) {
      var frozen =
          FrozenReport.read(report.page().resolveSibling("report.json")).readable().orElseThrow();
      assertThat(frozen.files()).containsOnlyKeys("index.html", "scores.csv");
      frozen
          .files()
          .forEach((name, sha256) ->
              assertThat(Sha256.of(report.page().resolveSibling(name)).hex())
                  .as(name)
                  .isEqualTo(sha256));
      assertThat(frozen.stale()).as("what is stale in " + report.name()).isEmpty();
    }
    var newest = all.getFirst();
    assertThat(newest.experiment()).isEqualTo("comparison");
    var link = "(reports/%s/index.html)".formatted(newest.name());
    assertThat(Files.readString(Path.of("README.md"))).contains(link);
  }
}
