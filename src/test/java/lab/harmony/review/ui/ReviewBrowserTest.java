package lab.harmony.review.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import lab.harmony.Barriers;
import lab.harmony.BrowserFixture;
import lab.harmony.BrowserFixture.Window;
import lab.harmony.DrawnExperiment;
import lab.harmony.review.Scores;
import lab.harmony.review.marks.Mark;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("browser")
class ReviewBrowserTest {

  @RegisterExtension static final BrowserFixture lab = new BrowserFixture();

  @BeforeAll
  static void facesToScore() {
    for (var slug :
        new String[] {
          "review-keys",
          "review-open",
          "review-skip",
          "review-all",
          "review-pause",
          "review-import",
          "review-looks"
        }) {
      DrawnExperiment.of(slug, "doodle-base", 42).writeInto(lab);
    }
  }

  @Test
  void facesAreScoredByKeyboardAndSavedAtOnce() {
    var page = open("review-keys");
    assertThat(page.getByText("0 of 48 scored")).isVisible();

    page.keyboard().press("1");
    page.keyboard().press("3");
    assertThat(page.locator(".review__points")).containsText("2 of 3 answered");
    page.keyboard().press("2");
    page.keyboard().press("2");
    assertThat(page.locator(".review__points")).containsText("2 of 3 points · acceptable");
    page.keyboard().press("Enter");
    assertThat(page.getByText("1 of 48 scored")).isVisible();
    page.keyboard().press("2");
    page.keyboard().press("0");
    page.keyboard().press("c");
    page.keyboard().press("n");
    page.keyboard().type("smug: 1 2 3");
    page.keyboard().press("Enter");
    page.keyboard().press("ArrowRight");
    assertThat(page.getByText("all saved")).isVisible();

    var kept = lab.bean(Scores.class).current("review-keys");
    assertThat(kept).hasSize(2);
    assertThat(kept.stream().map(score -> score.mark().points())).containsExactlyInAnyOrder(2, 1);
    assertThat(
            kept.stream().map(score -> score.mark()).filter(Mark::intendedConflict).map(Mark::note))
        .containsExactly("smug: 1 2 3");
    assertThat(kept.getFirst().scoredBy().name()).isEqualTo("Ada");

    page.keyboard().press("u");
    assertThat(page.getByText("1 of 48 scored")).isVisible();
    assertThat(page.getByText("all saved")).isVisible();
    assertThat(lab.bean(Scores.class).current("review-keys")).hasSize(1);
    assertThat(lab.problems(page)).isEmpty();
  }

  @Test
  void whatIsNotAnsweredIsNeitherNoNorSaved() {
    var page = open("review-open");
    assertThat(page.locator(".review__points")).containsText("Not answered yet");
    assertThat(page.locator(".review__sheet")).not().containsText("broken");
    page.keyboard().press("Enter");
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("3 questions have no answer yet");
    page.keyboard().press("1");
    page.keyboard().press("Enter");
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("2 questions have no answer yet");
    page.keyboard().press("ArrowRight");
    page.keyboard().press("ArrowLeft");
    assertThat(page.locator("[data-answer='yes']")).hasCount(1);
    assertThat(page.locator("[data-answer='open']")).hasCount(2);
    assertThat(page.getByText("0 of 48 scored")).isVisible();
    assertThat(lab.bean(Scores.class).current("review-open")).isEmpty();

    page.keyboard().press("0");
    assertThat(page.locator(".review__points")).containsText("1 of 3 points");
    page.keyboard().press("Enter");
    assertThat(page.getByText("1 of 48 scored")).isVisible();
  }

  @Test
  void aSkippedFaceStaysOpenAndComesAgainAtTheEnd() {
    var page = lab.page();
    lab.open(page, "/experiments/review-skip/review?cell=soft+%C3%97+happy");
    assertThat(page.getByText("0 of 3 scored")).isVisible();
    var first = page.locator(".review__picture").getAttribute("src");
    page.keyboard().press("s");
    assertThat(page.getByText("0 of 3 scored · 1 skipped")).isVisible();
    page.keyboard().press("0");
    page.keyboard().press("Enter");
    page.keyboard().press("0");
    page.keyboard().press("Enter");
    assertThat(page.getByText("One face is still open")).isVisible();
    page.keyboard().press("Enter");
    assertThat(page.locator(".review__picture")).hasAttribute("src", first);
    assertThat(page.locator("[data-answer='open']")).hasCount(3);
    page.waitForCondition(() -> lab.bean(Scores.class).current("review-skip").size() == 2);

    lab.open(page, "/experiments/review-skip/scores?show=differing");
    assertThat(page.getByText(Pattern.compile("[0-2] of 48 faces"))).isVisible();
    lab.open(page, "/experiments/review-skip/scores?show=scored");
    assertThat(page.getByText("2 of 48 faces")).isVisible();

    lab.open(page, "/experiments/review-skip/scores?by=Ada&verdict=broken&q=soft+happy");
    assertThat(page.locator(".scored-faces > li")).hasCount(2);
    page.keyboard().press("/");
    page.keyboard().type(" nobody");
    assertThat(page.getByText("No face fits")).isVisible();
    assertThat(page.getByText("Looked for: “soft happy nobody”, Broken, Ada.")).isVisible();
    page.waitForURL("**/scores?*q=soft%20happy%20nobody*");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show all faces")).click();
    assertThat(page.locator(".scored-faces > li")).hasCount(48);
    page.waitForURL("**/scores");
  }

  @Test
  void aCorrectionSupersedesAndThePauseLosesNothing() {
    var page = open("review-pause");
    page.keyboard().press("1");
    page.keyboard().press("0");
    page.keyboard().press("Enter");
    page.keyboard().press("0");
    page.keyboard().press("Enter");
    page.keyboard().press("ArrowLeft");
    page.keyboard().press("2");
    page.keyboard().press("Enter");
    assertThat(page.getByText("all saved")).isVisible();

    lab.open(page, "/experiments/review-pause/review");
    assertThat(page.getByText("2 of 48 scored")).isVisible();
    var current = lab.bean(Scores.class).current("review-pause");
    assertThat(current).hasSize(2);
    var corrected = current.stream().filter(score -> score.mark().points() == 1).toList();
    assertThat(corrected).hasSizeBetween(1, 2);
    assertThat(
            current.stream()
                .mapToInt(score ->
                    lab.bean(Scores.class).history(score.face().image().orElseThrow()).size())
                .sum())
        .isEqualTo(3);
  }

  @Test
  void nothingThatCouldBiasIsShownBeforeTheScore() {
    var page = open("review-looks");
    var shown = page.locator(".review").innerHTML();
    assertThat(shown)
        .doesNotContainIgnoringCase("doodle")
        .doesNotContain("cfg")
        .doesNotContain("CFG")
        .doesNotContain("seed");
    assertThat(page.locator("[data-source='machine']")).hasCount(0);
  }

  @Test
  void theEndShowsTheSuccessRateWithItsIntervalAndWhatToDoNext() {
    var page = open("review-all");
    for (int face = 0; face < 48; face++) {
      page.keyboard().press("1");
      page.keyboard().press("0");
      page.keyboard().press("Enter");
    }
    assertThat(page.getByText("All 48 faces are scored")).isVisible();
    assertThat(
            page.getByText(
                "Success rate 33 % (48 of 144 points, n = 48 images, 95 % interval 26 to 42 % over 16 prompts)."))
        .isVisible();
    assertThat(page.getByText("0 perfect, 48 acceptable, 0 broken.")).isVisible();
    assertThat(
            page.getByText(
                Pattern.compile(
                    "doodle-parts agrees with people on \\d+ % of the checklist items \\(n = 48"
                        + " faces, 95 % interval \\d+ to \\d+ % over 16 prompts\\)")))
        .isVisible();
    assertThat(page.locator("[data-source='machine']")).hasCount(48);
    check(page, "review-summary");
  }

  @Test
  void aFileOfScoresIsLookedAtBeforeItsGoodRowsAreKept() {
    var page = lab.page();
    lab.open(page, "/experiments/review-import/scores");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Import scores")).click();
    var csv =
        "filename,archetype,emotion,cfg_scale,seed,eyes_mouth,brows_tension,holistic,harmony_points\r\n"
            + "soft_happy_cfg5_seed42.png,soft,happy,5.0,42,1,1,1,3\r\n"
            + "soft_sad_cfg5_seed42.png,soft,sad,5.0,42,1,1,1,2\r\n"
            + "from_elsewhere.png,soft,sad,5.0,7,0,0,0,0\r\n";
    page.locator("input[type=file]")
        .setInputFiles(
            new FilePayload("scores.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8)));
    assertThat(page.getByText("Line 3: harmony points 2 contradict the checklist")).isVisible();
    assertThat(lab.bean(Scores.class).current("review-import")).isEmpty();
    check(page, "import");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Keep the 2 good rows"))
        .click();
    assertThat(page.getByText("1 face made elsewhere")).isVisible();
    assertThat(lab.bean(Scores.class).current("review-import")).hasSize(2);
    check(page, "scores");
  }

  @Test
  void theReviewLooksRightEverywhereAndIsAccessible() {
    for (var window : Window.values()) {
      var looked = lab.page(window, ColorScheme.LIGHT);
      lab.open(looked, "/experiments/review-looks/review");
      assertThat(looked.locator(".review__picture")).isVisible();
      looked.keyboard().press("1");
      looked.keyboard().press("3");
      for (var scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
        lab.change(looked, scheme);
        check(looked, "review-%s-%s".formatted(window, scheme).toLowerCase(Locale.ROOT));
      }
      looked.keyboard().press("Escape");
    }
    var page = lab.page();
    lab.open(page, "/review");
    assertThat(page.locator(".reviews__experiment[href$='/review-looks/review']"))
        .hasText("Faces of doodle-base");
    check(page, "review-list");
  }

  private static Page open(String experiment) {
    var page = lab.page();
    lab.open(page, "/experiments/%s/review".formatted(experiment));
    assertThat(page.locator("harmony-review")).isVisible();
    return page;
  }

  /// Takes a picture (`-Dshots=DIR`) and lets axe look for what people with disabilities would
  /// stumble over.
  private static void check(Page page, String name) {
    var folder = System.getProperty("shots");
    if (folder != null) {
      page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(folder, name + ".png")));
    }
    assertThat(Barriers.on(page)).as(name).isEmpty();
    assertThat(lab.problems(page)).isEmpty();
  }
}
