package lab.harmony.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import lab.harmony.DrawnExperiment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("process")
class PublishCommandTest {

  @TempDir Path folder;

  @BeforeEach
  void aDrawnExperiment() {
    DrawnExperiment.copyPrompts(folder.resolve("workspace"));
    DrawnExperiment.of("drawn", "doodle-base", 42).write(folder.resolve("workspace"));
  }

  @Test
  void staleResultsNeedAReasonAndARevisionSaysWhatChanged() throws IOException {
    var refused = lab("publish", "drawn");
    assertThat(refused.code()).isOne();
    assertThat(refused.err())
        .contains("Not everything in it is up to date: Cell 2 (run): never run.")
        .contains("--although");
    assertThat(folder.resolve("workspace/reports")).doesNotExist();

    var first =
        lab("publish", "drawn", "--although", "It is drawn.", "--tag", "mouth", "--json").json();
    assertThat(first.path("version").asInt()).isOne();
    assertThat(first.path("staleReason").asString()).isEqualTo("It is drawn.");
    assertThat(Path.of(first.path("page").asString())).exists();
    var name = first.path("report").asString();

    var silent = lab("publish", "drawn", "--although", "It is drawn.", "--revises", name);
    assertThat(silent.code()).isOne();
    assertThat(silent.err()).contains("Say what changed since version 1");

    var second =
        lab(
                "publish",
                "drawn",
                "--although",
                "It is drawn.",
                "--revises",
                name,
                "--changes",
                "Its tags.",
                "--json")
            .json();
    assertThat(second.path("version").asInt()).isEqualTo(2);
    var zip = folder.resolve("parts.zip");
    var parts =
        lab("export", "reports/" + name, "--format", "zip", "-o", zip.toString(), "--json").json();
    assertThat(parts.path("bytes").asLong()).isEqualTo(zip.toFile().length()).isPositive();
    assertThat(lab("export", "reports/" + name + "/", "--format", "html").out())
        .isEqualTo(Files.readString(Path.of(first.path("page").asString())));
    assertThat(lab("export", "reports/2026-01-01-none", "--format", "html").err())
        .contains("there is no report \"2026-01-01-none\"; the newest are: ", name);
    assertThat(second.path("tags").toString()).isEqualTo("[\"mouth\"]");
  }

  @Test
  void itIsSaidForWhomAReportIs() {
    var link = lab("publish", "drawn", "--although", "Drawn.", "--for", "link", "--json").json();
    assertThat(link.path("audience").asString()).isEqualTo("link");
    var everybody = lab("publish", "drawn", "--although", "Drawn.", "--json").json();
    assertThat(everybody.path("audience").asString()).isEqualTo("team");
    var me = everybody.path("by").asString();
    var named =
        lab(
                "publish",
                "drawn",
                "--although",
                "Drawn.",
                "--for",
                me.toUpperCase(Locale.ROOT),
                "--json")
            .json();
    assertThat(named.path("audience").asString()).isEqualTo("named");

    var nobody = lab("publish", "drawn", "--although", "Drawn.", "--for", "Nobody Here");
    assertThat(nobody.code()).isEqualTo(2);
    assertThat(nobody.err()).contains("nobody who signs in here is called \"Nobody Here\"", me);
    for (var words : List.of("team,link", ",", "link," + me)) {
      var mixed = lab("publish", "drawn", "--although", "Drawn.", "--for", words);
      assertThat(mixed.code()).isEqualTo(2);
      assertThat(mixed.err()).contains("--for: needs team, or link, or the names of people");
    }
    var version =
        lab("publish", "drawn", "--for", "team", "--revises", link.path("report").asString());
    assertThat(version.code()).isEqualTo(2);
    assertThat(version.err()).contains("--for is for a report of its own");
  }

  @Test
  void whatNamesNoReportIsAMistakeOfTheCall() {
    var wrong = lab("publish", "drawn", "--revises", "../drawn");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("--revises must name a report like 2026-11-20-baseline");
  }

  private LabProcess.Answer lab(String... words) {
    return new LabCall(folder).lab(words);
  }
}
