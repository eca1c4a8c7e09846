package lab.harmony.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lab.harmony.BrowserParts;
import lab.harmony.audit.AuditEntry;
import lab.harmony.audit.AuditQuery;
import lab.harmony.audit.AuditTrail;
import lab.harmony.counting.CountingCell;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import picocli.CommandLine;

/// A cell of a kind that somebody added leaves the lab by `./lab export`, as its handler renders
/// it.
@Tag("unit")
@Tag("lab")
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = "harmony.worker.enabled=false")
@ActiveProfiles("headless")
@DirtiesContext
@Import(CountingCell.class)
class ExportAddedKindTest {

  @TempDir static Path folder;

  @Autowired ApplicationContext context;

  @DynamicPropertySource
  static void plant(DynamicPropertyRegistry registry) throws IOException {
    var workspace = folder.resolve("workspace");
    BrowserParts.copy(Path.of("prompts"), workspace.resolve("prompts"));
    Files.createDirectories(notebook().getParent());
    Files.writeString(
        notebook(),
        """
        {"cells": [
          {"cell_type": "markdown", "id": "opening", "metadata": {}, "source": "# How many?"},
          {"cell_type": "code", "id": "count", "execution_count": 1, "metadata": {"harmony": {"kind": "counting"}, "theirs": 7},
           "outputs": [{"output_type": "display_data", "metadata": {}, "data": {"application/vnd.counting+json": {"format": 1, "start": 0, "counted": 3, "of": "eyes"}, "text/plain": "3 eyes from 1"}}],
           "source": "to: 3\\nof: eyes\\n"},
          {"cell_type": "code", "id": "again", "execution_count": null, "metadata": {"harmony": {"kind": "counting"}}, "outputs": [], "source": "to: 2\\n"}
        ], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        """);
    registry.add("harmony.workspace", workspace::toString);
    registry.add("harmony.data", () -> folder.resolve("data").toString());
  }

  private static Path notebook() {
    return folder.resolve("workspace/experiments/counted/notebook.ipynb");
  }

  @Test
  void thePageShowsItsResultAndSaysWhichWasNotRunAndTheNotebookIsTheFile() throws IOException {
    assertThat(exported("html"))
        .startsWith("<!doctype html>")
        .contains("<strong>3 eyes from 1</strong> counted", "this counting cell was not run");
    assertThat(exported("ipynb")).isEqualTo(Files.readString(notebook()));
    assertThat(exported("csv")).startsWith("filename,archetype,emotion");
  }

  @Test
  void anExportThatCannotBeWrittenIsNotSaidToHaveLeft() throws IOException {
    var trail = context.getBean(AuditTrail.class);
    exported("html");
    long before = trail.count(AuditQuery.EVERYTHING);
    var noFolder = Files.writeString(folder.resolve("no-folder"), "");
    for (var format : List.of("html", "csv", "ipynb", "zip")) {
      assertThat(
              new CommandLine(new ExportCommand(this::lab))
                  .setCaseInsensitiveEnumValuesAllowed(true)
                  .setErr(new PrintWriter(new StringWriter()))
                  .execute("counted", "--format", format, "-o", noFolder.resolve("it").toString()))
          .isOne();
    }
    assertThat(trail.count(AuditQuery.EVERYTHING)).isEqualTo(before);
    exported("csv");
    exported("ipynb");
    assertThat(trail.list(AuditQuery.EVERYTHING, Long.MAX_VALUE, 2))
        .extracting(AuditEntry::kind)
        .containsExactly("experiment-exported", "scores-exported");
  }

  private String exported(String format) throws IOException {
    var file = folder.resolve("exported." + format);
    var err = new StringWriter();
    var code =
        new CommandLine(new ExportCommand(this::lab))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setErr(new PrintWriter(err))
            .execute("counted", "--format", format, "-o", file.toString());
    assertThat(code).as(err.toString()).isZero();
    return Files.readString(file);
  }

  /// A verb closes what it opens; these services stay.
  private ConfigurableApplicationContext lab() {
    var opened = new GenericApplicationContext(context);
    opened.refresh();
    return opened;
  }
}
