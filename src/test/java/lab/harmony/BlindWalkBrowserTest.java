package lab.harmony;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import lab.harmony.BrowserFixture.Window;
import lab.harmony.accounts.links.SignInLinks;
import lab.harmony.people.People;
import lab.harmony.people.Person;
import lab.harmony.people.Role;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.Sha256;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A blind session from the question to the report that answers it, in five browsers: who leads it,
/// two raters of the lab, a guest, and a reader. Nothing that tells an arm comes to whoever rates.
@Tag("browser")
class BlindWalkBrowserTest {

  private static final DrawnExperiment FIRST =
      DrawnExperiment.of("walk-hazelnut", "hazelnut-model", 42).saying("drawn by hazelnut-model");
  private static final DrawnExperiment SECOND =
      DrawnExperiment.of("walk-rowanberry", "rowanberry-model", 42)
          .saying("drawn by rowanberry-model");
  private static final String TITLE = "Which of two faces";

  /// Each rates 16 pairs, and two of them twice.
  private static final int PLACES = 18;

  /// Experiments, models, runs and what lies beside the pixels have these words.
  private static final List<String> NAMES = List.of("hazelnut", "rowanberry");

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  @RegisterExtension static final BrowserFixture lab = new BrowserFixture();

  @BeforeAll
  static void twoExperiments() {
    FIRST.writeInto(lab);
    SECOND.writeInto(lab);
  }

  @Test
  void aSessionIsPlannedRatedClosedReadPublishedAndVerified() throws IOException {
    var tove = lab.bean(People.class).add("Tove of the walk", Role.REVIEWER);
    var arne = lab.bean(People.class).add("Arne of the walk", Role.REVIEWER);
    var reader = lab.bean(People.class).add("Nils of the walk", Role.READER);
    var leader = lab.page();
    var watched = new WatchedPage(leader);
    planFromAComparison(leader, tove, arne);
    watched.look("leading");
    for (var name : NAMES) {
      for (var way : List.of("v-r=uidl", "line of", "page leading")) {
        assertThat(watched.whereItCame(way, name)).as("%s tells %s", way, name).isPresent();
      }
    }
    watched.watchNoMore();
    var commitment = commitment(leader);
    var id = leader.url().replaceFirst("^.*/", "");
    var guestLink = guestLink(leader);

    var one = new WatchedPage(lab.anonymousPage(Window.DESK, ColorScheme.LIGHT));
    signIn(one.page(), tove);
    comeIn(one, commitment);
    rate(List.of(one), 0, 6);
    assertThat(one.page().getByText("all saved")).isVisible();
    assertThat(body(leader)).containsText("6 of 54 answers");
    var two = new WatchedPage(lab.anonymousPage(Window.HAND, ColorScheme.DARK));
    signIn(two.page(), arne);
    comeIn(two, commitment);
    var guest = new WatchedPage(lab.anonymousPage(Window.DESK, ColorScheme.LIGHT));
    lab.open(guest.page(), guestLink);
    guest.look("invited");
    guest.page().getByRole(AriaRole.LINK, named("Begin")).click();
    rate(List.of(two, guest), 0, 6);
    rate(List.of(one, two, guest), 6, PLACES);
    var raters = List.of(one, two, guest);
    for (var rater : raters) {
      assertThat(rater.page().getByText("All your answers are kept")).isVisible();
    }
    theLeaderSeesHowFarItIsAndNoArm(leader);
    for (var rater : raters) {
      rater.look("all answered");
      assertThat(rater.pictures()).as("two of each place").hasSize(2 * PLACES);
      assertThat(rater.pictures().values().stream().map(bytes -> bytes.length).distinct())
          .as("all of one size")
          .hasSize(1);
      for (var way : List.of("v-r=uidl", "page all")) {
        assertThat(rater.whereItCame(way, commitment)).as("%s is watched", way).isPresent();
      }
      assertThat(rater.whereItCame("line of", "syncId")).as("the line is watched").isPresent();
      rater.knowsNothingOf(NAMES);
      rater.knowsNothingOf(digests());
      rater.watchNoMore();
    }

    close(leader);
    var published = publishedFile(leader, id);
    assertThat(Files.readString(published))
        .contains(commitment, "hazelnut-model", "rowanberry-model");
    aRaterVerifiesIt(one.page(), id, commitment, published);
    tellInTheNotebook(leader, id, commitment);
    var report = publish(leader);
    var page = lab.anonymousPage(Window.HAND, ColorScheme.LIGHT);
    signIn(page, reader);
    theReaderReads(page, report, commitment);
  }

  private static void planFromAComparison(Page leader, Person tove, Person arne) {
    lab.open(leader, "/compare?arm=%s:cfg=7&arm=%s:cfg=7".formatted(FIRST.slug(), SECOND.slug()));
    leader.getByRole(AriaRole.LINK, named("Rate blind")).click();
    assertThat(leader).hasURL(Pattern.compile("/blind/new\\?arm="));
    assertThat(leader.getByText("Choose arms and raters")).isVisible();
    leader.getByLabel("Title").fill(TITLE);
    for (var rater : List.of(tove, arne)) {
      leader.getByLabel("%s, reviewer".formatted(rater.name())).check();
    }
    var plan = leader.locator(".blind-page__form [role=status]");
    leader.getByLabel("Guests").fill("Zoe of the walk");
    leader.getByLabel("Guests").press("Tab");
    assertThat(plan).containsText("there are 32 for 3 raters");
    leader.getByLabel("Raters for each").fill("3");
    leader.getByLabel("Raters for each").press("Tab");
    assertThat(plan).containsText("16 pairs (16 faces of 16 prompts), 6 of them shown twice");
    assertThat(plan).containsText("The rater with most answers 18 times");
    leader.getByRole(AriaRole.BUTTON, named("Seal and start")).click();
    assertThat(leader).hasURL(Pattern.compile("/blind/session/b[a-z0-9]{8}$"));
    assertThat(body(leader)).containsText("Open: nobody is told which picture is whose. 0 of 54");
  }

  private static String commitment(Page leader) {
    assertThat(body(leader)).containsText("Sealed at the start");
    var found = SHA256.matcher(body(leader).innerText());
    assertThat(found.find()).isTrue();
    return found.group();
  }

  private static String guestLink(Page leader) {
    leader.getByRole(AriaRole.BUTTON, named("Make link for Zoe of the walk")).click();
    var field = leader.getByLabel("Link, shown only now");
    assertThat(field).hasValue(Pattern.compile("/guest\\?token="));
    var link = field.inputValue();
    leader
        .getByRole(AriaRole.DIALOG)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Close").setExact(true))
        .click();
    assertThat(leader.getByRole(AriaRole.DIALOG)).hasCount(0);
    assertThat(body(leader)).containsText("link waits to be used");
    return link.replaceFirst("^.*(?=/guest)", "");
  }

  private static void signIn(Page page, Person person) {
    var links = new SignInLinks(lab.bean(DataFolder.class), Clock.systemUTC(), person.id().value());
    page.navigate(links.issue(lab.address()).toString());
    lab.settle(page);
  }

  private static void comeIn(WatchedPage rater, String commitment) {
    var page = rater.page();
    lab.open(page, "/blind");
    var row = page.locator(".blinds__row").filter(new Locator.FilterOptions().setHasText(TITLE));
    assertThat(row).containsText("▸ open");
    rater.look("list");
    row.getByRole(
            AriaRole.LINK,
            new Locator.GetByRoleOptions().setName("Rate, 0 of %d of yours".formatted(PLACES)))
        .click();
    seen(page);
    assertThat(page.locator(".blind__progress")).containsText("0 of " + PLACES);
    assertThat(page.locator("harmony-blind")).containsText(commitment);
  }

  private static void seen(Page page) {
    page.waitForSelector(".blind__stage[aria-busy=false]");
  }

  /// All answer by keyboard what is shown, one place after the other.
  private static void rate(List<WatchedPage> raters, int from, int to) {
    var keys = List.of("1", "2", "1", "3", "2", "4");
    for (int place = from; place < to; place++) {
      for (var rater : raters) {
        seen(rater.page());
        if (place % 6 == 0) {
          rater.look("place %d".formatted(place));
        }
        rater.page().keyboard().press(keys.get(place % keys.size()));
      }
      for (var rater : raters) {
        assertThat(rater.page().locator(".blind__progress"))
            .containsText("%d of %d".formatted(place + 1, PLACES));
      }
    }
  }

  /// The SHA-256 of the files that the experiments have.
  private static List<String> digests() throws IOException {
    var found = new ArrayList<String>();
    for (var experiment : List.of(FIRST, SECOND)) {
      var runs = lab.workspace().resolve("experiments").resolve(experiment.slug()).resolve("runs");
      try (var files = Files.list(runs.resolve(experiment.run()).resolve("images"))) {
        for (var file : files.toList()) {
          found.add(Sha256.of(file).hex());
        }
      }
    }
    assertThat(found).hasSize(96);
    return found;
  }

  private static void theLeaderSeesHowFarItIsAndNoArm(Page leader) {
    assertThat(body(leader)).containsText("54 of 54 answers");
    assertThat(body(leader)).containsText("How far raters agree");
    for (var rater : List.of("Tove of the walk", "Arne of the walk", "Zoe of the walk")) {
      assertThat(body(leader)).containsText(rater);
    }
    var text = body(leader).innerText();
    assertThat(text).contains("Krippendorff's alpha").doesNotContain("What one may say");
    assertThat(text.substring(text.indexOf("Sealed at the start")))
        .as("what it tells while it is open")
        .doesNotContain(NAMES);
  }

  private static Locator body(Page page) {
    return page.locator(".blind-page");
  }

  private static void close(Page leader) {
    leader.getByRole(AriaRole.BUTTON, named("Close and reveal")).click();
    var dialog = leader.getByRole(AriaRole.DIALOG);
    assertThat(dialog).containsText("All is answered.");
    dialog
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Close and reveal"))
        .click();
    assertThat(body(leader)).containsText("What one may say");
    assertThat(body(leader)).containsText("Closed. 54 of 54 answers");
    assertThat(body(leader)).containsText("Everything it asks about arms was answered.");
    assertThat(body(leader)).containsText("54 answers of 3 raters");
    assertThat(body(leader)).containsText("Without guests, whose blindness is not known");
    var told = body(leader).innerText();
    assertThat(told.substring(told.indexOf("What one may say"))).contains(NAMES);
  }

  private static Path publishedFile(Page leader, String id) {
    var download =
        leader.waitForDownload(
            () -> leader.getByRole(AriaRole.LINK, named("Published file")).click());
    assertThat(download.suggestedFilename()).isEqualTo(id + "-session.json");
    return download.path();
  }

  private static void aRaterVerifiesIt(Page rater, String id, String noted, Path file)
      throws IOException {
    lab.open(rater, "/blind/rate/" + id);
    assertThat(rater.getByText("Rating is over in this session")).isVisible();
    assertThat(body(rater)).containsText(noted);
    lab.open(rater, "/blind/verify");
    var field = rater.getByLabel("SHA-256 that you noted (optional)");
    field.fill(noted);
    field.press("Tab");
    rater
        .locator("input[type=file]")
        .setInputFiles(
            new FilePayload("session.json", "application/json", Files.readAllBytes(file)));
    assertThat(rater.locator(".blind-page__verdict"))
        .containsText(
            "The mapping of session %s is what was sealed at its start: %d showings, 54 answers"
                .formatted(id, 3 * PLACES));
    assertThat(rater.locator(".blind-page__step--fails")).hasCount(0);
    field.fill((noted.startsWith("0") ? "1" : "0") + noted.substring(1));
    field.press("Tab");
    assertThat(rater.locator(".blind-page__step--fails")).not().hasCount(0);
    assertThat(rater.locator(".blind-page__verdict")).containsText("is not what was sealed");
  }

  private static void tellInTheNotebook(Page leader, String id, String commitment) {
    lab.open(leader, "/experiments/" + FIRST.slug());
    assertThat(leader.locator(".cell")).hasCount(4);
    leader.getByRole(AriaRole.BUTTON, named("Add a cell here")).nth(0).click();
    leader
        .locator("vaadin-context-menu-item")
        .getByText("Blind session", new Locator.GetByTextOptions().setExact(true))
        .click();
    var cell = leader.locator(".cell").filter(new Locator.FilterOptions().setHasText("session:"));
    assertThat(cell).hasCount(1);
    var source = cell.locator(".cm-content");
    source.click();
    leader.keyboard().press("Control+a");
    leader.keyboard().type("session: " + id);
    assertThat(source).hasText("session: " + id);
    leader.keyboard().press("Shift+Enter");
    var told = leader.locator(".cell").filter(new Locator.FilterOptions().setHasText(commitment));
    assertThat(told).containsText(TITLE);
    assertThat(told).containsText("What one may say");
    assertThat(told).not().containsText("Tove of the walk");
  }

  private static String publish(Page leader) {
    leader.getByRole(AriaRole.BUTTON, named("Publish")).click();
    var dialog = leader.getByRole(AriaRole.DIALOG);
    dialog.getByLabel("Why publish all the same").fill("The renderer drew it.");
    dialog
        .getByRole(
            AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Publish").setExact(true))
        .click();
    var link = leader.getByText("Open the report");
    assertThat(link).isVisible();
    return String.valueOf(
        leader
            .locator("a")
            .filter(new Locator.FilterOptions().setHasText("Open the report"))
            .getAttribute("href"));
  }

  private static void theReaderReads(Page reader, String report, String commitment) {
    reader.navigate(report);
    assertThat(reader.locator("h1")).hasText("Faces of hazelnut-model");
    var page = reader.locator("body");
    assertThat(page).containsText(TITLE);
    assertThat(page)
        .containsText(
            "Rated blind in this lab; sealed at its start under the SHA-256 " + commitment);
    assertThat(page).containsText("What one may say");
    assertThat(page).not().containsText("Tove of the walk");
    assertThat(page).not().containsText("Zoe of the walk");
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }
}
