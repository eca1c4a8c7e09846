package lab.harmony.reports.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import lab.harmony.BrowserFixture;
import lab.harmony.DrawnExperiment;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.images.ImageLinks;
import lab.harmony.runs.store.RunQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Of a grid of more than a thousand pictures the words and faces come as they come into view.
@Tag("browser")
class LongGridBrowserTest {

  private static final int SEEDS = 24;

  /// Compares what each tile shows, pixel by pixel, with the thumbnail of the picture that it
  /// names.
  private static final String OTHER_FACES =
      """
      async (thumbnails) => {
        const drawn = async (address, from) => {
          const image = new Image();
          image.src = address;
          await image.decode();
          const canvas = new OffscreenCanvas(64, 64);
          const pen = canvas.getContext('2d');
          pen.drawImage(image, from(image), 0, 64, 64, 0, 0, 64, 64);
          return pen.getImageData(0, 0, 64, 64).data.join();
        };
        const others = [];
        const tiles = [...document.querySelectorAll('.image-grid__tile[data-seen]')];
        for (const tile of tiles.filter((_, at) => at % 7 === 0)) {
          const name = tile.ariaLabel.split(', ').slice(0, 4).join(', ');
          const address = tile.style.backgroundImage.slice(5, -2);
          const part = parseFloat(tile.style.backgroundPosition) / 100;
          const seen = await drawn(address, (image) => Math.round(part * (image.naturalWidth - 64)));
          if (seen !== await drawn(thumbnails[name], () => 0)) {
            others.push(name);
          }
        }
        return tiles.length < 48 ? ['too few tiles: ' + tiles.length] : others;
      }
      """;

  @RegisterExtension static final BrowserFixture lab = new BrowserFixture();

  @Test
  void whoeverScrollsSeesTheFacesThere() {
    var page = lab.page();
    DrawnExperiment.of("in-windows", "doodle-base", LongStream.rangeClosed(1, SEEDS).toArray())
        .writeInto(lab);
    lab.open(page, "/experiments/in-windows/grid?rows=seed&columns=emotion&columns=archetype");
    assertThat(page.locator(".grid-notices__summary").first()).containsText("1152 pictures:");

    page.locator(".image-grid__scroller").evaluate("(it) => it.scrollTo(0, it.scrollHeight)");

    var last = page.locator(".image-grid__tile[data-index='%d']".formatted(SEEDS * 48 - 1));
    assertThat(last).isInViewport();
    assertThat(last).hasAttribute("aria-label", Pattern.compile("seed %d,".formatted(SEEDS)));
    page.waitForFunction(
        "(index) => document.querySelector(`.image-grid__tile[data-index='${index}'][data-seen]`) !== null",
        SEEDS * 48 - 1);
    var run = new RunId(DrawnExperiment.of("in-windows", "doodle-base").run());
    var thumbnails =
        lab.bean(RunQueue.class).images(run).stream()
            .collect(
                Collectors.toMap(
                    LongGridBrowserTest::label, image -> ImageLinks.thumbnail(image.id(), 64)));
    assertThat((List<?>) page.evaluate(OTHER_FACES, thumbnails))
        .as("tiles that show another face than their own")
        .isEmpty();
    assertThat(lab.problems(page)).isEmpty();
  }

  @Test
  void aPictureWhoseFileIsGoneCostsNoOtherItsFaceAndIsAskedForAgainWhenOneWants()
      throws IOException {
    var page = lab.page();
    var drawn = DrawnExperiment.of("one-gone", "doodle-base", 901);
    drawn.writeInto(lab);
    var gone = lab.bean(RunQueue.class).images(new RunId(drawn.run())).get(5);
    var content = Files.readAllBytes(gone.file());
    Files.delete(gone.file());
    var grid = "/experiments/one-gone/grid?rows=seed&columns=emotion&columns=archetype";

    lab.open(page, grid);
    assertThat(page.locator(".image-grid__tile[data-seen]")).hasCount(47);
    assertThat(page.locator(".image-grid__tile:not([data-seen])"))
        .hasAttribute(
            "aria-label", Pattern.compile("^" + label(gone) + ",.*its face did not come$"));
    var toolbar = page.locator(".image-grid__toolbar");
    assertThat(toolbar).containsText("1 face did not come.");

    Files.write(gone.file(), content);
    toolbar.getByText("Ask again").click();
    assertThat(page.locator(".image-grid__tile[data-seen]")).hasCount(48);
    assertThat(toolbar).not().containsText("did not come");
  }

  /// As a tile names it.
  private static String label(RunImage image) {
    var prompt = image.prompt();
    return "%s, %s, CFG %.0f, seed %d"
        .formatted(prompt.archetype(), prompt.emotion(), prompt.cfgScale(), prompt.seed());
  }
}
