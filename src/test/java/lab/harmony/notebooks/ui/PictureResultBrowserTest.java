package lab.harmony.notebooks.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.imageio.ImageIO;
import lab.harmony.BrowserFixture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("browser")
class PictureResultBrowserTest {
  @RegisterExtension static final BrowserFixture lab = new BrowserFixture();

  private static final String NOTEBOOK =
      """
      {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [
        {"cell_type": "code", "id": "plot", "execution_count": 1, "metadata": {}, "source": "plt.show()",
         "outputs": [{"output_type": "display_data", "metadata": {},
           "data": {"text/plain": "<Figure size 640x480>", "image/png": "%s"}}]}]}
      """;

  @Test
  void aStoredPictureIsSentAsAFileAndNotAsPartOfThePage() throws IOException {
    var stored = noise();
    var folder = Files.createDirectories(lab.workspace().resolve("experiments/from-jupyter"));
    Files.writeString(
        folder.resolve("notebook.ipynb"),
        NOTEBOOK.formatted(Base64.getMimeEncoder().encodeToString(stored).replace("\r\n", "\\n")));
    var page = lab.page();
    List<Integer> messages = new CopyOnWriteArrayList<>();
    page.onWebSocket(line -> line.onFrameReceived(frame -> messages.add(frame.text().length())));
    page.onResponse(answer -> {
      if (answer.url().contains("v-r=uidl")) {
        messages.add(answer.body().length);
      }
    });
    lab.open(page, "/experiments/from-jupyter");
    var picture = page.getByAltText("<Figure size 640x480>");
    assertThat(picture).isVisible();
    assertThat(picture).hasJSProperty("naturalWidth", 200);
    var file =
        page.request().get(lab.address().resolve("/" + picture.getAttribute("src")).toString());
    assertThat(file.headers()).containsEntry("content-type", "image/png");
    assertThat(file.body()).isEqualTo(stored);
    assertThat(messages).isNotEmpty().allMatch(length -> length < stored.length);
    assertThat(lab.problems(page)).isEmpty();
  }

  /// A picture that is larger than all else on its page: no format makes it smaller.
  private static byte[] noise() throws IOException {
    var image = new BufferedImage(200, 200, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, 200, 200, new Random(7).ints(40_000).toArray(), 0, 200);
    var out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }
}
