package lab.harmony;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import lab.harmony.engine.PngMetadata;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.workspace.DataFolder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A checkpoint in one file and an adapter, put into the models folder, seen in the catalogue and
/// drawn with.
@Tag("browser")
class AdaptedRunBrowserTest {
  @RegisterExtension static final BrowserFixture lab = new BrowserFixture();

  private static final Path GOLDENS = Path.of("src/test/resources/goldens/sd15");

  private static void anExperiment() throws IOException {
    var models = lab.bean(DataFolder.class).models();
    Files.copy(GOLDENS.resolve("single-file.safetensors"), models.resolve("one-file.safetensors"));
    Files.copy(GOLDENS.resolve("lora-kohya.safetensors"), models.resolve("softer.safetensors"));
    var folder = Files.createDirectories(lab.workspace().resolve("experiments/adapted"));
    Files.writeString(
        folder.resolve("notebook.ipynb"),
        """
        {"cells": [
          {"cell_type": "code", "id": "generate", "execution_count": null, "metadata": {"harmony": {"kind": "run"}}, "outputs": [],
           "source": "model: one-file\\narchetypes: [soft]\\nemotions: [happy]\\nadapters: [softer:0.8]\\nsampler: euler\\nsteps: 2\\nwidth: 64\\nheight: 64\\n"}
        ], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        """);
  }

  @Test
  void adaptersAreNamedInARunCellAsTheirFilesAreNamed() throws IOException {
    var models = lab.bean(DataFolder.class).models();
    Files.copy(GOLDENS.resolve("single-file.safetensors"), models.resolve("for names.safetensors"));
    Files.copy(
        GOLDENS.resolve("lora-kohya.safetensors"),
        models.resolve("my lora v1.0 (final).safetensors"));
    // As some disks keep it: an e and its accent apart.
    Files.copy(
        GOLDENS.resolve("lora-kohya.safetensors"), models.resolve("de\u0301tail.safetensors"));
    var folder = Files.createDirectories(lab.workspace().resolve("experiments/named"));
    Files.writeString(
        folder.resolve("notebook.ipynb"),
        """
        {"cells": [
          {"cell_type": "code", "id": "generate", "execution_count": null, "metadata": {"harmony": {"kind": "run"}}, "outputs": [],
           "source": "model: for names\\narchetypes: [soft]\\nemotions: [happy]\\nadapters: [my lora v1.0 (final):0.8, d\u00e9tail]\\nsampler: euler\\nsteps: 2\\nwidth: 64\\nheight: 64\\n"}
        ], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        """);
    var page = lab.page();
    lab.open(page, "/experiments/named");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Run all").setExact(true))
        .first()
        .click();
    assertThat(page.locator(".run-result__tiles .tiles__place img"))
        .hasCount(1, new LocatorAssertions.HasCountOptions().setTimeout(120_000));
    var run = lab.bean(RunQueue.class).of("named").getFirst();
    assertThat(run.spec().recipe().adapters())
        .extracting(use -> use.name())
        .containsExactly("my lora v1.0 (final)", "d\u00e9tail");
    assertThat(lab.bean(RunQueue.class).images(run.id()).getFirst().prompt().prompt())
        .contains("<lora:my lora v1.0 (final):0.8>", "<lora:d\u00e9tail");
    assertThat(lab.bean(RunQueue.class).images(run.id()).getFirst().model())
        .isEqualTo("for names + my lora v1.0 (final) + d\u00e9tail");
    assertThat(lab.problems(page)).isEmpty();
  }

  @Test
  void aSingleFileAndAnAdapterFromTheCatalogueDraw() throws IOException {
    anExperiment();
    var page = lab.page();
    lab.open(page, "/models");
    assertThat(page.locator(".models")).containsText("one-file");
    assertThat(page.locator(".models")).containsText("LoRA adapter in kohya naming");

    lab.open(page, "/experiments/adapted");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Run all").setExact(true))
        .first()
        .click();
    assertThat(page.locator(".run-result__tiles .tiles__place img"))
        .hasCount(1, new LocatorAssertions.HasCountOptions().setTimeout(120_000));

    var run = lab.bean(RunQueue.class).of("adapted").getFirst();
    assertThat(run.spec().recipe().adapters())
        .singleElement()
        .satisfies(use -> assertThat(use.name()).isEqualTo("softer"));
    assertThat(lab.bean(RunQueue.class).images(run.id()).getFirst().model())
        .isEqualTo("one-file + softer");
    var texts = PngMetadata.read(lab.bean(RunQueue.class).images(run.id()).getFirst().file());
    assertThat(texts.get(PngMetadata.PARAMETERS)).contains("Lora hashes: \"softer: ");
    assertThat(texts.get(PngMetadata.HARMONY))
        .contains("\"adapters\":[{")
        .contains(run.spec().recipe().adapters().getFirst().sha256());
    lab.open(page, "/runs/" + run.id());
    assertThat(page.getByText("softer").first()).isVisible();
    assertThat(lab.problems(page)).isEmpty();
  }
}
