package lab.harmony.blind;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import lab.harmony.Barriers;
import lab.harmony.BrowserFixture;
import lab.harmony.BrowserFixture.Window;
import lab.harmony.DrawnExperiment;
import lab.harmony.blind.guests.BlindGuests;
import lab.harmony.blind.session.BlindAnswer;
import lab.harmony.blind.session.BlindArm;
import lab.harmony.blind.session.BlindForm;
import lab.harmony.blind.session.BlindSession;
import lab.harmony.blind.session.BlindSetup;
import lab.harmony.blind.session.Said;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.review.marks.Checklist;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("browser")
class BlindBrowserTest {

  @RegisterExtension static final BrowserFixture lab = new BrowserFixture();

  @BeforeAll
  static void facesToRate() {
    DrawnExperiment.of("blind-base", "doodle-base", 42).writeInto(lab);
    DrawnExperiment.of("blind-anime", "doodle-anime", 42).writeInto(lab);
    DrawnExperiment.of("blind-third", "doodle-third", 42).writeInto(lab);
    DrawnExperiment.of("blind-fourth", "doodle-fourth", 42).writeInto(lab);
  }

  /// A session of which Ada is the rater and somebody else the maker.
  private static BlindSession session(String title, BlindForm form) {
    return lab.bean(BlindSessions.class)
        .start(
            new BlindSetup(
                title, form, arms(form), List.of(lab.bean(People.class).localId()), 1, 10),
            lab.by("Grace"));
  }

  private static List<BlindArm> arms(BlindForm form) {
    return List.of(
            new BlindArm("blind-base", "doodle-base"),
            new BlindArm("blind-anime", "doodle-anime"),
            new BlindArm("blind-third", "doodle-third"),
            new BlindArm("blind-fourth", "doodle-fourth"))
        .subList(0, form == BlindForm.ORDER ? 4 : 2);
  }

  private static List<BlindRating.Place> places(BlindSession session) {
    return lab.bean(BlindRating.class)
        .task(session.id(), new Actor(lab.bean(People.class).localId()))
        .orElseThrow()
        .places();
  }

  private static Page open(BlindSession session, Window window, ColorScheme scheme) {
    var page = lab.page(window, scheme);
    lab.open(page, "/blind/rate/" + session.id());
    return page;
  }

  @Test
  void pairsAreRatedByKeyboardTakenBackAndGoneOnElsewhere() {
    var session = session("By keyboard", BlindForm.PAIRS);
    var page = open(session, Window.DESK, ColorScheme.LIGHT);
    assertThat(page.locator(".blind__progress")).containsText("0 of 53");
    press(page, "1", "ArrowRight", "3", "4", "x");
    assertThat(page.locator(".blind__progress")).containsText("5 of 53");
    assertThat(page.getByText("all saved")).isVisible();
    assertThat(
            places(session).stream()
                .limit(5)
                .map(place -> place.answer().orElseThrow())
                .map(answer -> answer.choice().map(BlindAnswer.Choice::code).orElse("cannot tell")))
        .containsExactly("left", "right", "equal", "both-bad", "cannot tell");
    press(page, "u", "u", "2");
    assertThat(page.locator(".blind__progress")).containsText("4 of 53");
    assertThat(page.getByText("all saved")).isVisible();
    assertThat(places(session).get(3).answer())
        .contains(BlindAnswer.ofPair(BlindAnswer.Choice.RIGHT, false));

    var elsewhere = open(session, Window.HAND, ColorScheme.DARK);
    assertThat(elsewhere.locator(".blind__progress")).containsText("4 of 53");
    seen(elsewhere);
    elsewhere.getByRole(AriaRole.BUTTON, named("Both bad")).click();
    assertThat(elsewhere.locator(".blind__progress")).containsText("5 of 53");
    assertThat(elsewhere.getByText("all saved")).isVisible();
    assertThat(lab.problems(page)).isEmpty();
    assertThat(lab.problems(elsewhere)).isEmpty();
  }

  @Test
  void whoCannotTellKeepsTheIntendedConflictThatTheySaidBefore() {
    var session = session("Conflict", BlindForm.PAIRS);
    var page = open(session, Window.DESK, ColorScheme.LIGHT);
    press(page, "c");
    assertThat(page.getByRole(AriaRole.BUTTON, named("c Intended conflict")))
        .hasAttribute("aria-pressed", "true");
    press(page, "x");
    assertThat(page.locator(".blind__progress")).containsText("1 of 53");
    assertThat(page.getByText("all saved")).isVisible();
    assertThat(places(session).getFirst().answer()).contains(BlindAnswer.ofNothing(true));
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  @Test
  void aKeyThatBouncesOrIsHeldAnswersOnce() {
    var session = session("Bouncing", BlindForm.POINTS);
    var page = open(session, Window.DESK, ColorScheme.LIGHT);
    seen(page);
    page.evaluate(
        """
        () => ['2', '2', '1'].forEach((key) => {
          document.dispatchEvent(new KeyboardEvent('keydown', { key, code: `Digit${key}` }));
          document.dispatchEvent(new KeyboardEvent('keyup', { key, code: `Digit${key}` }));
        })
        """);
    press(page, "3", "0", "3");
    assertThat(page.locator(".blind__progress")).containsText("4 of 106");
    assertThat(page.getByText("all saved")).isVisible();
    assertThat(
            places(session).stream()
                .limit(4)
                .map(place -> place.answer().flatMap(BlindAnswer::points).orElseThrow()))
        .containsExactly(2, 3, 0, 3);
  }

  @Test
  void aGuestLeavesABrowserThatIsNotTheirsOnceAllIsSent() {
    var maker = lab.by("Grace");
    var session =
        lab.bean(BlindSessions.class)
            .start(
                new BlindSetup(
                    "On another's phone",
                    BlindForm.PAIRS,
                    arms(BlindForm.PAIRS),
                    List.of(),
                    List.of("Zoe", "Yan"),
                    1,
                    10),
                maker);
    var guests = lab.bean(BlindGuests.class);
    var page = lab.anonymousPage(Window.HAND, ColorScheme.LIGHT);
    var link = guests.link(session.id(), session.people().getFirst(), maker);
    lab.open(page, "/guest?token=" + link);
    page.getByRole(AriaRole.LINK, named("Begin")).click();
    press(page, "1");
    assertThat(page.getByText("all saved")).isVisible();
    page.context().setOffline(true);
    press(page, "2");
    page.getByRole(AriaRole.BUTTON, named("Leave this browser")).click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("One answer is still to be sent");
    page.context().setOffline(false);
    assertThat(page.getByText("all saved")).isVisible();
    page.getByRole(AriaRole.BUTTON, named("Leave this browser")).click();
    page.getByRole(AriaRole.DIALOG)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Leave").setExact(true))
        .click();
    assertThat(page.getByText("You have left.")).isVisible();
    assertThat(guests.ways(session.id(), maker).get(session.people().getFirst()))
        .singleElement()
        .satisfies(way -> {
          assertThat(way.left()).isPresent();
          assertThat(way.answers()).isEqualTo(2);
        });
    lab.open(page, "/guest?session=" + session.id());
    assertThat(page.getByText("This link no longer works")).isVisible();
    var next = guests.link(session.id(), session.people().getLast(), maker);
    lab.open(page, "/guest?token=" + next);
    page.getByRole(AriaRole.LINK, named("Begin")).click();
    seen(page);
    assertThat(page.locator(".blind__progress")).containsText("0 of");
  }

  @Test
  void aChecklistNeedsAllThreeAnswersAndSaysWhichKeysGiveThem() {
    var session = session("Faces", BlindForm.CHECKLIST);
    var page = open(session, Window.DESK, ColorScheme.DARK);
    press(page, "1");
    page.keyboard().press("Enter");
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("2 questions have no answer yet");
    page.keyboard().press("2");
    page.keyboard().press("2");
    page.keyboard().press("0");
    page.keyboard().press("Enter");
    assertThat(page.locator(".blind__progress")).containsText("1 of 106");
    assertThat(page.getByText("all saved")).isVisible();
    assertThat(places(session).getFirst().answer())
        .contains(BlindAnswer.ofFace(new Checklist(true, false, false), false));
  }

  @Test
  void fourFacesAreOrderedByThreeKeysOrByTouchAndPointsByOne() {
    var session = session("Four", BlindForm.ORDER);
    var page = open(session, Window.DESK, ColorScheme.LIGHT);
    press(page, "3");
    assertThat(page.locator(".blind__mark")).hasText("1.");
    press(page, "1");
    assertThat(page.locator(".blind__mark")).hasCount(2);
    press(page, "u");
    assertThat(page.locator(".blind__mark")).hasText("1.");
    press(page, "1", "4");
    assertThat(page.locator(".blind__progress")).containsText("1 of 53");
    assertThat(page.getByText("all saved")).isVisible();
    assertThat(places(session).getFirst().answer())
        .contains(BlindAnswer.ofOrder(List.of(2, 0, 3, 1), false));
    seen(page);
    for (int face : List.of(0, 1, 2)) {
      page.locator(".blind__figure").nth(face).click();
    }
    assertThat(page.locator(".blind__progress")).containsText("2 of 53");
    assertThat(page.getByText("all saved")).isVisible();
    assertThat(places(session).get(1).answer())
        .contains(BlindAnswer.ofOrder(List.of(0, 1, 2, 3), false));

    var points = session("Points", BlindForm.POINTS);
    page = open(points, Window.HAND, ColorScheme.DARK);
    press(page, "0");
    assertThat(page.locator(".blind__progress")).containsText("1 of 106");
    press(page, "3");
    assertThat(page.locator(".blind__progress")).containsText("2 of 106");
    assertThat(page.getByText("all saved")).isVisible();
    assertThat(places(points).get(1).answer()).contains(BlindAnswer.ofPoints(3, false));
  }

  @Test
  void aGuestComesInByTheirLinkRatesAndFindsTheirSheetAgain() {
    var session =
        lab.bean(BlindSessions.class)
            .start(
                new BlindSetup(
                    "A guest's",
                    BlindForm.PAIRS,
                    arms(BlindForm.PAIRS),
                    List.of(),
                    List.of("Zoe"),
                    1,
                    10),
                lab.by("Grace"));
    var guest = session.raters().getFirst().person().id();
    var link = lab.bean(BlindGuests.class).link(session.id(), guest, lab.by("Grace"));
    var page = lab.anonymousPage(Window.HAND, ColorScheme.LIGHT);
    lab.open(page, "/guest?token=" + link);
    assertThat(page.getByText("Zoe, you were asked to rate")).isVisible();
    assertThat(Barriers.on(page)).isEmpty();
    page.getByRole(AriaRole.LINK, named("Begin")).click();
    seen(page);
    assertThat(page.evaluate("() => document.querySelector('.blind__picture').naturalWidth > 0"))
        .isEqualTo(true);
    press(page, "1");
    assertThat(page.getByText("all saved")).isVisible();
    assertThat(page.getByText("Pause")).not().isVisible();
    assertThat(Barriers.on(page)).isEmpty();
    lab.open(page, "/guest?token=" + link);
    assertThat(page.locator(".blind__progress")).containsText("1 of 53");
    lab.bean(BlindGuests.class).revoke(session.id(), guest, lab.by("Grace"));
    press(page, "1");
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("Your link has ended");
    assertThat(page.getByText("1 to be sent")).isVisible();
    lab.open(page, "/guest?session=" + session.id());
    assertThat(page.getByText("This link no longer works")).isVisible();
  }

  @Test
  void answersWithoutAConnectionWaitAndAreKeptOnceEachAlsoAfterTheirPageWasClosed() {
    var session = session("Without a connection", BlindForm.PAIRS);
    var page = open(session, Window.DESK, ColorScheme.LIGHT);
    press(page, "1");
    assertThat(page.getByText("all saved")).isVisible();
    picturesAreThere(page);
    page.context().setOffline(true);
    press(page, "2", "3");
    assertThat(page.locator(".blind__progress")).containsText("3 of 53");
    assertThat(page.getByText("2 to be sent")).isVisible();
    assertThat(places(session).stream().filter(place -> place.answer().isPresent())).hasSize(1);
    page.context().setOffline(false);
    lab.open(page, "/blind");
    lab.open(page, "/blind/rate/" + session.id());
    assertThat(page.locator(".blind__progress")).containsText("3 of 53");
    assertThat(page.getByText("all saved")).isVisible();
    assertThat(
            places(session).stream()
                .limit(3)
                .map(place -> place.answer().orElseThrow().choice().orElseThrow().code()))
        .containsExactly("left", "right", "equal");
    var kept = lab.bean(AnswerStore.class).all(session.id());
    assertThat(kept).as("nothing twice").hasSize(3);
  }

  /// The pictures of what is shown, and of some places after it.
  private static void picturesAreThere(Page page) {
    page.waitForFunction(
        "() => performance.getEntriesByType('resource').filter(it => it.name.includes('/blind-pictures/')).length >= 10");
    seen(page);
  }

  private static void seen(Page page) {
    page.waitForSelector(".blind__stage[aria-busy=false]");
  }

  /// Each once what it answers can be seen.
  private static void press(Page page, String... keys) {
    for (var key : keys) {
      seen(page);
      page.keyboard().press(key);
    }
  }

  @Test
  void twoTabsOfOneBrowserLoseNothingOfEachOther() {
    var session = session("Two tabs", BlindForm.PAIRS);
    var page = open(session, Window.DESK, ColorScheme.LIGHT);
    var other = page.context().newPage();
    lab.open(other, "/blind/rate/" + session.id());
    picturesAreThere(page);
    picturesAreThere(other);
    page.context().setOffline(true);
    other.keyboard().press("x");
    assertThat(other.getByText("1 to be sent")).isVisible();
    assertThat(page.getByText("1 to be sent")).isVisible();
    press(page, "1", "2");
    assertThat(page.getByText("3 to be sent")).isVisible();
    other.close();
    page.context().setOffline(false);
    lab.open(page, "/blind");
    assertThat(page.getByText("3 answers of “Two tabs” wait in this browser.")).isVisible();
    lab.open(page, "/blind/rate/" + session.id());
    assertThat(page.getByText("all saved")).isVisible();
    assertThat(lab.bean(AnswerStore.class).all(session.id())).hasSize(3);
  }

  @Test
  void aBrowserThatKeepsNothingSaysSoAndSendsEachAnswerBeforeTheNext() {
    var session = session("Private window", BlindForm.PAIRS);
    var page = open(session, Window.DESK, ColorScheme.LIGHT);
    picturesAreThere(page);
    page.evaluate(
        "() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; }");
    page.context().setOffline(true);
    press(page, "1");
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("This browser keeps no answers");
    page.keyboard().press("2");
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("still on its way");
    assertThat(page.locator(".blind__progress")).containsText("1 of 53");
    page.context().setOffline(false);
    assertThat(page.getByText("all saved")).isVisible();
    press(page, "2");
    assertThat(page.locator(".blind__progress")).containsText("2 of 53");
    assertThat(page.getByText("all saved")).isVisible();
    assertThat(lab.bean(AnswerStore.class).all(session.id())).hasSize(2);
  }

  @Test
  void answersThatWaitedWhenTheSessionWasClosedAreCountedApartAndTheRaterIsTold() {
    var session = session("Closed meanwhile", BlindForm.PAIRS);
    var page = open(session, Window.DESK, ColorScheme.LIGHT);
    picturesAreThere(page);
    page.context().setOffline(true);
    press(page, "1", "2");
    assertThat(page.getByText("2 to be sent")).isVisible();
    lab.bean(BlindSessions.class).close(session.id(), lab.by("Grace"));
    page.context().setOffline(false);
    lab.open(page, "/blind/rate/" + session.id());
    assertThat(page.getByText("Rating is over in this session")).isVisible();
    assertThat(page.getByText("2 answers of yours reached the lab after rating was over"))
        .isVisible();
    assertThat(lab.bean(AnswerStore.class).all(session.id())).isEmpty();
    lab.open(page, "/blind/session/" + session.id());
    assertThat(page.getByText("2 answers came after the close")).isVisible();
  }

  @Test
  void anAnswerIsSeenAtOnce() {
    var session = session("Fast", BlindForm.PAIRS);
    var page = open(session, Window.DESK, ColorScheme.LIGHT);
    seen(page);
    var milliseconds =
        (Number)
            page.evaluate(
                """
                async () => {
                  const sheet = document.querySelector('harmony-blind');
                  const start = performance.now();
                  document.dispatchEvent(new KeyboardEvent('keydown', { key: '1', bubbles: true }));
                  await sheet.updateComplete;
                  await new Promise(requestAnimationFrame);
                  return performance.now() - start;
                }
                """);
    assertThat(milliseconds.doubleValue()).isLessThan(300);
    assertThat(page.locator(".blind__progress")).containsText("1 of 53");
  }

  @Test
  void ratingFillsTheWindowAndPeopleOfAllKindsCanUseIt() {
    for (var window : Window.values()) {
      for (var form : BlindForm.values()) {
        var session = session("Looks %s %s".formatted(window, form), form);
        var page = open(session, window, ColorScheme.LIGHT);
        seen(page);
        assertThat(Barriers.on(page)).as("%s %s", window, form).isEmpty();
        assertThat(page.locator("vaadin-side-nav").first()).not().isVisible();
        var targets =
            page.evaluate(
                "() => [...document.querySelectorAll('harmony-blind button, harmony-blind a')].filter(it => it.getBoundingClientRect().height < 43.5).map(it => it.textContent.trim())");
        assertThat(targets).as("too low to touch").isEqualTo(List.of());
        assertThat(page.evaluate("() => document.documentElement.scrollWidth - innerWidth"))
            .isEqualTo(0);
        lab.change(page, ColorScheme.DARK);
        assertThat(Barriers.on(page)).as("%s %s dark", window, form).isEmpty();
      }
    }
  }

  @Test
  void nothingIsCountedOfPicturesThatAreNotThereAndTheyComeWithTheConnection() {
    var session = session("Slow", BlindForm.PAIRS);
    var page = lab.page(Window.DESK, ColorScheme.LIGHT);
    page.route("**/blind-pictures/**", route -> route.abort());
    lab.open(page, "/blind/rate/" + session.id());
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("What you rate did not come");
    page.keyboard().press("1");
    page.keyboard().press("x");
    assertThat(page.locator(".blind__progress")).containsText("0 of 53");
    page.getByRole(AriaRole.BUTTON, named("Leave this one open and go on")).click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("What you rate did not come");
    page.unroute("**/blind-pictures/**");
    page.evaluate("() => dispatchEvent(new Event('online'))");
    seen(page);
    assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);
    press(page, "1");
    assertThat(page.getByText("all saved")).isVisible();
    assertThat(places(session).stream().map(place -> place.answer().isPresent()).limit(2))
        .containsExactly(false, true);
  }

  @Test
  void whatIsAheadAndDoesNotComeSaysNothing() {
    var session = session("Ahead", BlindForm.PAIRS);
    var page = lab.page(Window.DESK, ColorScheme.LIGHT);
    var missing = new java.util.concurrent.atomic.AtomicInteger();
    var first = new java.util.HashSet<String>();
    page.route(
        "**/blind-pictures/**",
        route -> {
          if (first.size() < 2 || first.contains(route.request().url())) {
            first.add(route.request().url());
            route.resume();
          } else {
            missing.incrementAndGet();
            route.abort();
          }
        });
    lab.open(page, "/blind/rate/" + session.id());
    seen(page);
    page.waitForCondition(() -> missing.get() >= 8);
    assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);
    press(page, "1");
    assertThat(page.locator(".blind__progress")).containsText("1 of 53");
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("What you rate did not come");
  }

  @Test
  void allIsSaidToBeKeptOnlyOnceTheLabSaidSo() {
    var session = session("Two devices", BlindForm.PAIRS);
    var rating = lab.bean(BlindRating.class);
    var ada = new Actor(lab.bean(People.class).localId());
    var all = places(session);
    for (var place : all.subList(0, all.size() - 1)) {
      rating.say(session.id(), said(place.position(), "", false), ada);
    }
    var page = open(session, Window.DESK, ColorScheme.LIGHT);
    seen(page);
    rating.say(session.id(), said(0, places(session).getFirst().standing(), true), ada);
    press(page, "1");
    assertThat(page.getByText("something was taken back elsewhere")).isVisible();
    assertThat(page.locator(".blind__progress")).containsText("52 of 53");
    press(page, "2");
    assertThat(page.getByText("All your answers are kept")).isVisible();
    assertThat(places(session)).allMatch(place -> place.answer().isPresent());
  }

  private static Said said(int position, String knew, boolean withdrawn) {
    var sending = new byte[16];
    new java.security.SecureRandom().nextBytes(sending);
    return new Said(
        position,
        java.util.HexFormat.of().formatHex(sending),
        knew,
        withdrawn,
        withdrawn ? BlindAnswer.ofNothing() : BlindAnswer.ofPair(BlindAnswer.Choice.LEFT, false),
        java.time.Duration.ofSeconds(1));
  }
}
