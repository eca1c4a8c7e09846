package lab.harmony.pins;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import lab.harmony.BrowserFixture;
import lab.harmony.DrawnExperiment;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A face is pinned by a key, a new run breaks it, and its page and the page of pins say so.
@Tag("browser")
class PinsBrowserTest {

  @RegisterExtension static final BrowserFixture lab = new BrowserFixture();

  private static final DrawnExperiment OLD = DrawnExperiment.of("pins-old", "doodle-base", 42);

  /// Of two seeds other faces are broken than of one.
  private static final DrawnExperiment NEW = DrawnExperiment.of("pins-new", "doodle-anime", 42, 43);

  @BeforeAll
  static void oneRun() {
    var pins = lab.bean(Pins.class);
    var ada = new Actor(lab.bean(People.class).localId());
    pins.pinned().forEach(pin -> pins.unpin(pin.id(), ada));
    OLD.writeInto(lab);
  }

  @Test
  void aFaceIsPinnedByAKeyAndANewRunThatBreaksItSaysSo() {
    var page = lab.page();
    lab.open(page, "/pins");
    assertThat(page.getByText("Nothing is pinned")).isVisible();
    lab.open(page, "/experiments/pins-old/grid");
    var tile = tile(page, "soft, neutral, CFG 7");
    tile.focus();
    page.keyboard().down("p");
    page.keyboard().down("p"); // held, it repeats
    page.keyboard().up("p");
    var notice = page.locator("harmony-notices");
    assertThat(notice).containsText("Pinned: soft × neutral, CFG 7, seed 42");
    assertThat(pinned()).hasSize(1);

    tile.press("Enter");
    var large = page.locator("dialog.lightbox");
    assertThat(large.locator(".lightbox__said")).containsText("Pinned: must stay harmonious");
    assertThat(act(large)).hasText("Unpin");
    page.keyboard().press("p");
    assertThat(large.locator(".lightbox__said")).containsText("is pinned no more");
    assertThat(act(large)).hasText("Pin again");
    page.keyboard().press("p");
    assertThat(large.locator(".lightbox__said")).containsText("Pinned: soft × neutral");
    assertThat(pinned()).hasSize(1);

    asIfItHadBeenPinnedBeforeAnythingWasDrawn();
    NEW.writeInto(lab);
    lab.open(page, "/runs/" + NEW.run());
    assertThat(page.locator(".pins-of-run"))
        .containsText("Breaks 1 of 1 pin: soft × neutral, CFG 7, seed 42.");
    lab.open(page, "/pins");
    var row = page.locator(".pins__row").first(); // those that are taken away stand below
    assertThat(row).containsText("broke in 1 run");
    assertThat(row).containsText(NEW.run());
    lab.open(page, "/runs");
    assertThat(page.locator(".run-grid__mark")).hasText("breaks 1 pin");
    assertThat(lab.problems(page)).noneMatch(problem -> !problem.contains("favicon"));
  }

  private static Locator act(Locator large) {
    return large.locator(".lightbox__act");
  }

  private static Locator tile(Page page, String words) {
    return page.locator("[role=gridcell][data-index][aria-label*='%s']".formatted(words));
  }

  private static List<Pin> pinned() {
    return lab.bean(Pins.class).pinned();
  }

  private static void asIfItHadBeenPinnedBeforeAnythingWasDrawn() {
    lab.bean(JdbcClient.class)
        .sql(
            "update pin set pinned_at = timestamp with time zone '2026-11-01 00:00:00+00',"
                + " changed_at = null")
        .update();
  }
}
