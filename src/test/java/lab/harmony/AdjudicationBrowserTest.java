package lab.harmony;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import lab.harmony.BrowserFixture.Window;
import lab.harmony.accounts.links.SignInLinks;
import lab.harmony.blind.BlindRating;
import lab.harmony.blind.BlindSessions;
import lab.harmony.blind.session.BlindAnswer;
import lab.harmony.blind.session.BlindArm;
import lab.harmony.blind.session.BlindForm;
import lab.harmony.blind.session.BlindSession;
import lab.harmony.blind.session.BlindSetup;
import lab.harmony.blind.session.Said;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.Person;
import lab.harmony.people.Role;
import lab.harmony.workspace.DataFolder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Somebody is asked where raters disagree, in a browser of their own.
@Tag("browser")
class AdjudicationBrowserTest {

  @RegisterExtension static final BrowserFixture lab = new BrowserFixture();

  @BeforeAll
  static void facesToRate() {
    DrawnExperiment.of("asked-base", "hazelnut-model", 42).writeInto(lab);
    DrawnExperiment.of("asked-anime", "rowanberry-model", 42).writeInto(lab);
  }

  private static Person reviewer(String name) {
    return lab.bean(People.class).add(name, Role.REVIEWER);
  }

  /// All that somebody is shown, by what is asked for.
  private static void answer(
      BlindSession session, Person who, Function<BlindRating.Place, Integer> points) {
    var rating = lab.bean(BlindRating.class);
    for (var place : rating.task(session.id(), Actor.of(who)).orElseThrow().places()) {
      rating.say(
          session.id(),
          new Said(
              place.position(),
              UUID.randomUUID().toString(),
              "",
              false,
              BlindAnswer.ofPoints(points.apply(place), false),
              Duration.ofSeconds(1)),
          Actor.of(who));
    }
  }

  @Test
  void somebodyWhoRatedNothingAnswersWhereRatersDisagreeAndItStandsBesideThem() {
    var one = reviewer("Tove of two");
    var other = reviewer("Arne of two");
    var asked = reviewer("Runa who is asked");
    var session =
        lab.bean(BlindSessions.class)
            .start(
                new BlindSetup(
                    "Two who differ",
                    BlindForm.POINTS,
                    List.of(
                        new BlindArm("asked-base", "hazelnut-model"),
                        new BlindArm("asked-anime", "rowanberry-model")),
                    List.of(one.id(), other.id()),
                    2,
                    10),
                Actor.of(lab.bean(People.class).local()));
    answer(session, one, _ -> 2);
    answer(
        session,
        other,
        place -> place.archetype().equals("soft") && place.emotion().equals("happy") ? 0 : 2);
    var leader = lab.page(Window.DESK, ColorScheme.LIGHT);
    lab.open(leader, "/blind/session/" + session.id());
    assertThat(leader.getByText("Of 6 of the 96 faces so far")).isVisible();
    looked(leader, "1-before");
    leader.getByText("By what was asked for").click();
    assertThat(leader.getByText("soft × happy, CFG 5, seed 42: 2")).isVisible();
    leader.getByRole(AriaRole.BUTTON, named("Stop rating and ask somebody")).click();
    var who = leader.getByRole(AriaRole.COMBOBOX, named("Who is asked"));
    assertThat(who).isVisible();
    who.fill("Runa");
    assertThat(leader.getByRole(AriaRole.OPTION, named("Runa who is asked"))).isVisible();
    leader.keyboard().press("ArrowDown");
    leader.keyboard().press("Enter");
    assertThat(who).hasValue("Runa who is asked");
    looked(leader, "2-dialog");
    leader
        .getByRole(
            AriaRole.BUTTON,
            new Page.GetByRoleOptions().setName("Stop rating and ask").setExact(true))
        .click();
    assertThat(leader.getByText("is asked where raters disagreed, and answered 0 of 6"))
        .isVisible();
    looked(leader, "3-asked");

    var page = lab.anonymousPage(Window.HAND, ColorScheme.DARK);
    signIn(page, asked);
    lab.open(page, "/blind");
    var row =
        page.locator(".blinds__row")
            .filter(new Locator.FilterOptions().setHasText("Two who differ"));
    assertThat(row).containsText("▸ rating stopped, being adjudicated");
    looked(page, "4-list");
    row.getByRole(
            AriaRole.LINK, new Locator.GetByRoleOptions().setName("Adjudicate, 0 of 6 of yours"))
        .click();
    assertThat(page.locator(".blind__progress")).containsText("0 of 6");
    for (int place = 0; place < 6; place++) {
      page.waitForSelector(".blind__stage[aria-busy=false]");
      if (place == 0) {
        looked(page, "5-sheet");
      }
      page.keyboard().press(place % 2 == 0 ? "3" : "1");
      if (place < 5) {
        assertThat(page.locator(".blind__progress")).containsText("%d of 6".formatted(place + 1));
      }
    }
    assertThat(page.getByText("All your answers are kept")).isVisible();
    assertThat(page.content()).doesNotContain("hazelnut", "rowanberry", "Tove", "Arne");
    assertThat(leader.getByText("and answered 6 of 6")).isVisible();

    var rater = lab.anonymousPage(Window.HAND, ColorScheme.LIGHT);
    signIn(rater, one);
    lab.open(rater, "/blind/rate/" + session.id());
    assertThat(rater.getByText("Rating is over in this session")).isVisible();
    looked(rater, "6-rater");

    leader.getByRole(AriaRole.BUTTON, named("Close and reveal")).click();
    leader
        .getByRole(AriaRole.DIALOG)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Close and reveal"))
        .click();
    assertThat(leader.getByText("Points reached, by raters and after adjudication")).isVisible();
    assertThat(leader.getByText("Adjudicated answers beside those of raters")).isVisible();
    looked(leader, "7-closed");
    assertThat(lab.problems(leader)).isEmpty();
    assertThat(lab.problems(page)).isEmpty();
    assertThat(lab.problems(rater)).isEmpty();
  }

  private static void looked(Page page, String name) {
    assertThat(Barriers.on(page)).as(name).isEmpty();
  }

  private static void signIn(Page page, Person person) {
    var links = new SignInLinks(lab.bean(DataFolder.class), Clock.systemUTC(), person.id().value());
    page.navigate(links.issue(lab.address()).toString());
    lab.settle(page);
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }
}
