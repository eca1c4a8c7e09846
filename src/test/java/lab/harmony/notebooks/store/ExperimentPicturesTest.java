package lab.harmony.notebooks.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.document.NotebookFormatTest;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.Workspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class ExperimentPicturesTest {
  private static final ExperimentSlug SLUG = new ExperimentSlug("trial");
  private static final byte[] PNG =
      "\u0089PNG\r\n\u001a\n0000".getBytes(StandardCharsets.ISO_8859_1);

  @TempDir Path folder;
  private ExperimentPictures pictures;
  private Cell cell;

  @BeforeEach
  void files() throws IOException {
    write("workspace/experiments/trial/figures/a b.png", PNG);
    write("workspace/experiments/trial/notes.png", "text".getBytes(StandardCharsets.UTF_8));
    write("workspace/experiments/other/x.png", PNG);
    write("data/runs/r1/images/y.png", PNG);
    write("secret.png", PNG);
    Files.createSymbolicLink(
        folder.resolve("workspace/experiments/trial/out"), folder.toAbsolutePath());
    pictures =
        new ExperimentPictures(
            new Workspace(folder.resolve("workspace")), new DataFolder(folder.resolve("data")));
    cell =
        NotebookFormatTest.valid(
                "{\"cells\":[{\"attachments\":{\"p.png\":{\"image/png\":\"aGVsbG8=\"}},\"cell_type\":\"markdown\",\"id\":\"x\",\"metadata\":{},\"source\":\"\"}],\"metadata\":{},\"nbformat\":4,\"nbformat_minor\":5}")
            .cells()
            .getFirst();
  }

  private void write(String name, byte[] content) throws IOException {
    var file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  @Test
  void picturesOfTheExperimentAndOfItsRunsAreFoundByTheirFirstBytes() {
    assertThat(pictures.find(SLUG, "figures/a b.png"))
        .hasValueSatisfying(found -> assertThat(found.mediaType()).isEqualTo("image/png"));
    assertThat(pictures.find(SLUG, "runs/r1/images/y.png")).isPresent();
    assertThat(pictures.find(SLUG, "notes.png")).isEmpty();
    assertThat(pictures.find(SLUG, "none.png")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../other/x.png",
        "figures/../../other/x.png",
        "/etc/passwd",
        "out/secret.png",
        "runs/../../secret.png",
        "%2e%2e/other/x.png",
        "",
        ".",
        "a\u0000.png"
      })
  void nothingOutsideIsFound(String path) {
    assertThat(pictures.find(SLUG, path)).isEmpty();
    assertThat(pictures.embedded(SLUG, cell).find(path)).isEmpty();
  }

  @Test
  void aPageLinksThemAndAReportCarriesThemInside() {
    assertThat(ExperimentPictures.linked(SLUG, cell).find("figures/a%20b.png"))
        .contains("/experiment-pictures/trial/figures/a%20b.png");
    assertThat(pictures.embedded(SLUG, cell).find("./figures/a%20b.png"))
        .hasValueSatisfying(one -> assertThat(one).startsWith("data:image/png;base64,"));
    assertThat(pictures.embedded(SLUG, cell).find("attachment:p.png"))
        .contains("data:image/png;base64,aGVsbG8=");
    assertThat(ExperimentPictures.linked(SLUG, cell).find("https://elsewhere.example/x.png"))
        .isEmpty();
    assertThat(ExperimentPictures.linked(SLUG, cell).find("//elsewhere.example/x.png")).isEmpty();
  }
}
