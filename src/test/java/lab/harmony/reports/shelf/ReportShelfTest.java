package lab.harmony.reports.shelf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class ReportShelfTest {

  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
  private static final Map<String, byte[]> FILES =
      Map.of("index.html", "page".getBytes(), "report.json", "{}".getBytes());

  @TempDir Path folder;

  @Test
  void aNameThatWasGivenBeforeIsNotGivenAgain() {
    assertThat(
            new ReportShelf(folder.resolve("reports"))
                .place(DAY, "baseline", FILES, name -> !name.value().equals("2026-11-20-baseline")))
        .hasToString("2026-11-20-baseline-2");
  }

  @Test
  void aReportNeverOverwritesAnother() throws IOException {
    var shelf = new ReportShelf(folder.resolve("reports"));

    assertThat(shelf.place(DAY, "baseline", FILES, _ -> true)).hasToString("2026-11-20-baseline");
    assertThat(shelf.place(DAY, "baseline", FILES, _ -> true)).hasToString("2026-11-20-baseline-2");
    assertThat(shelf.place(DAY, "baseline", FILES, _ -> true)).hasToString("2026-11-20-baseline-3");
    assertThat(shelf.list().names())
        .extracting(ReportName::value)
        .containsExactly("2026-11-20-baseline-3", "2026-11-20-baseline-2", "2026-11-20-baseline");
    assertThat(folder.resolve("reports/2026-11-20-baseline/index.html")).hasContent("page");
  }

  @Test
  void reportsPublishedAtTheSameTimeAllGetANameOfTheirOwn() throws Exception {
    var shelf = new ReportShelf(folder);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var names =
          threads.invokeAll(
              IntStream.range(0, 12)
                  .<Callable<ReportName>>mapToObj(
                      _ -> () -> shelf.place(DAY, "baseline", FILES, _ -> true))
                  .toList());
      for (var name : names) {
        name.get();
      }
    }
    assertThat(shelf.list().names()).hasSize(12).doesNotHaveDuplicates();
  }

  @Test
  void aReportThatCannotBeWrittenLeavesNothingBehind() throws IOException {
    var shelf = new ReportShelf(folder);
    var files = new HashMap<>(FILES);
    files.put("no/such/folder.txt", new byte[1]);

    assertThatThrownBy(() -> shelf.place(DAY, "baseline", files, _ -> true))
        .isInstanceOf(UncheckedIOException.class);
    try (var left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aFolderWithoutAReportIsNotListed() throws IOException {
    Files.createDirectories(folder.resolve("2026-11-20-notes"));

    assertThat(new ReportShelf(folder).list().names()).isEmpty();
  }
}
