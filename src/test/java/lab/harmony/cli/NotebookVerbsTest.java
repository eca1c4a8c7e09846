package lab.harmony.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.Notebook;
import lab.harmony.notebooks.document.NotebookFormat;
import lab.harmony.notebooks.document.NotebookFormatTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./lab diff` and `./lab merge`, by themselves and called by the real git.
@Tag("process")
class NotebookVerbsTest {
  private static final CellId INTRO = new CellId("intro");
  private static final CellId RUN = new CellId("run-1");
  private static final Notebook BASE = read(NotebookFormatTest.JUPYTER);

  @TempDir Path folder;

  private record Answer(int code, String out, String err) {}

  private static Answer lab(Object... words) {
    var out = new StringWriter();
    var err = new StringWriter();
    int code =
        Lab.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(List.of(words).stream().map(String::valueOf).toArray(String[]::new));
    return new Answer(code, out.toString(), err.toString());
  }

  private static Notebook read(String text) {
    return switch (NotebookFormat.read(text)) {
      case NotebookFormat.Reading.Valid(var notebook) -> notebook;
      case NotebookFormat.Reading.Invalid(var reason) -> throw new AssertionError(reason);
    };
  }

  private Path file(String name, Notebook notebook) throws IOException {
    return Files.writeString(folder.resolve(name), notebook.text());
  }

  @Test
  void diffSaysCellsByIdAndWordsAndAnswersAsGitDoes() throws IOException {
    var before = file("before.ipynb", BASE);
    var after = file("after.ipynb", BASE.withSource(RUN, "model: doodle-anime\nseeds: [1]"));
    var same = lab("diff", before, before);
    assertThat(same.code()).isZero();
    assertThat(same.out()).isEmpty();
    var other = lab("diff", before, after);
    assertThat(other.code()).isEqualTo(1);
    assertThat(other.out())
        .contains("@@ run cell run-1: text", "model: doodle-[-base-]{+anime+}", "seeds: [1]")
        .doesNotContain("intro");
    var none = lab("diff", before, folder.resolve("none.ipynb"));
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("none.ipynb", "missing");
  }

  @Test
  void mergeWritesOursAndNamesWhatPeopleHaveToLookAt() throws IOException {
    var base = file("base.ipynb", BASE);
    var ours = file("ours.ipynb", BASE.withSource(RUN, "ours"));
    var theirs = file("theirs.ipynb", BASE.withSource(RUN, "theirs"));
    var merge = lab("merge", base, ours, theirs, "experiments/trial/notebook.ipynb");
    assertThat(merge.code()).isEqualTo(1);
    assertThat(merge.err()).contains("experiments/trial/notebook.ipynb, cell run-1", "markers");
    assertThat(read(Files.readString(ours)).find(RUN).orElseThrow().source())
        .isEqualTo("<<<<<<< ours\nours\n=======\ntheirs\n>>>>>>> theirs\n");
    assertThat(lab("merge", base, ours).code()).isEqualTo(2);
  }

  @Test
  void aFileThatIsNoNotebookIsLeftAsItIs() throws IOException {
    var base = file("base.ipynb", BASE);
    var ours = Files.writeString(folder.resolve("ours.ipynb"), "{ no notebook");
    var merge = lab("merge", base, ours, base);
    assertThat(merge.code()).isEqualTo(1);
    assertThat(merge.err()).contains("ours.ipynb", "not valid JSON");
    assertThat(Files.readString(ours)).isEqualTo("{ no notebook");
  }

  @Test
  void gitMergesNotebooksByTheirCellsOnceItIsInstalled() throws Exception {
    git("init", "--quiet", "--initial-branch=main", ".");
    git("config", "user.name", "Ada");
    git("config", "user.email", "ada@example.org");
    var file = file("notebook.ipynb", BASE);
    var install = lab("merge", "--install", folder);
    assertThat(install.code()).isZero();
    assertThat(install.out()).contains(".gitattributes", "merge=harmony-notebook", "driver = ");
    assertThat(lab("merge", "--install", folder).out()).contains("already");
    assertThat(Files.readString(folder.resolve(".gitattributes")))
        .isEqualTo("*.ipynb merge=harmony-notebook\n");
    git("config", "merge.harmony-notebook.driver", driver());
    git("add", ".");
    git("commit", "--quiet", "-m", "base");
    git("checkout", "--quiet", "-b", "theirs");
    file("notebook.ipynb", BASE.withSource(RUN, "of theirs"));
    git("commit", "--quiet", "-am", "theirs");
    git("checkout", "--quiet", "main");
    file("notebook.ipynb", BASE.withSource(INTRO, "# Of ours"));
    git("commit", "--quiet", "-am", "ours");

    assertThat(git("merge", "--no-edit", "theirs")).isZero();
    assertThat(Files.readString(file))
        .isEqualTo(BASE.withSource(INTRO, "# Of ours").withSource(RUN, "of theirs").text());

    git("checkout", "--quiet", "-b", "again", "HEAD~1");
    file("notebook.ipynb", BASE.withSource(RUN, "of both"));
    git("commit", "--quiet", "-am", "again");
    assertThat(git("merge", "--no-edit", "theirs")).isEqualTo(1);
    assertThat(read(Files.readString(file)).find(RUN).orElseThrow().source())
        .contains("<<<<<<< ours\nof both\n=======\nof theirs\n>>>>>>> theirs");
  }

  /// What `./lab` does, from the classes of this build.
  private static String driver() {
    return "'%s' -cp '%s' %s merge %%O %%A %%B %%P"
        .formatted(
            Path.of(System.getProperty("java.home"), "bin", "java"),
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            Lab.class.getName());
  }

  private int git(String... words) throws IOException, InterruptedException {
    var call = new ArrayList<>(List.of("git"));
    call.addAll(List.of(words));
    var process =
        new ProcessBuilder(call).directory(folder.toFile()).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).as(said).isTrue();
    return process.exitValue();
  }
}
