package lab.harmony;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Optional;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.Role;
import lab.harmony.people.Somebody;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.threads.CommentThread;
import lab.harmony.threads.Inbox;
import lab.harmony.threads.Posting;
import lab.harmony.threads.Spot;
import lab.harmony.threads.Threads;
import lab.harmony.threads.Topic;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What is said beside pages, in two browsers.
@Tag("browser")
class ThreadsBrowserTest {
  @RegisterExtension static final BrowserFixture lab = new BrowserFixture();

  @Test
  void whatIsSaidAboutAPlaceOnAPictureArrivesInTheOtherBrowser() {
    var run = lab.bean(RunQueue.class).of("lora-v2").getFirst().id();
    var address = "/runs/%s?talk=2".formatted(run);
    var one = lab.page();
    lab.open(one, address);
    var other = lab.page();
    lab.open(other, address);
    assertThat(other.locator(".lightbox__talk")).containsText("Nobody has said anything");

    one.locator(".lightbox__stage").focus();
    one.keyboard().press("m");
    var picture = one.locator(".lightbox__spots[data-marking]").boundingBox();
    one.mouse().move(picture.x + picture.width / 4, picture.y + picture.height / 4);
    one.mouse().down();
    one.mouse().move(picture.x + picture.width / 2, picture.y + picture.height * 3 / 4);
    one.mouse().up();
    assertThat(one.locator(".lightbox__talk")).containsText("About the place that is marked");
    var field = one.locator(".threads__begin textarea");
    assertThat(field).isFocused();
    field.fill("The *left* eye");
    one.keyboard().press("Control+Enter");

    for (var page : List.of(one, other)) {
      assertThat(page.locator(".thread .comment__body")).hasText("The left eye");
      assertThat(page.locator(".lightbox__spot")).hasCount(1);
      assertThat(field(page)).hasValue("");
    }
    var said = on(new Topic.Picture(run.value(), 2)).getFirst();
    assertThat(said.topic().spot())
        .get()
        .isInstanceOfSatisfying(
            Spot.Area.class,
            area -> {
              assertThat(area.x()).isBetween(0.24, 0.26);
              assertThat(area.y()).isBetween(0.24, 0.26);
              assertThat(area.width()).isBetween(0.24, 0.26);
              assertThat(area.height()).isBetween(0.49, 0.51);
            });

    other.locator(".lightbox__stage").focus();
    other.keyboard().press("ArrowRight");
    assertThat(other.locator(".lightbox__spot")).hasCount(0);
    other.keyboard().press("ArrowLeft");
    assertThat(other.locator(".lightbox__spot")).hasCount(1);
    assertThat(lab.problems(one)).isEmpty();
    assertThat(lab.problems(other)).isEmpty();
  }

  private static List<CommentThread> on(Topic topic) {
    var ada = Somebody.of(lab.bean(People.class), "Ada");
    return lab.bean(Threads.class).on(topic, ada).orElseThrow().threads();
  }

  private static com.microsoft.playwright.Locator field(Page page) {
    return page.locator(".threads__begin textarea");
  }

  @Test
  void keysMarkAPlaceToo() {
    var run = lab.bean(RunQueue.class).of("lora-v2").getFirst().id();
    var page = lab.page();
    lab.open(page, "/runs/%s?talk=4".formatted(run));
    page.locator(".lightbox__stage").focus();
    for (var key : List.of("m", "ArrowRight", "Shift+ArrowRight", "Shift+ArrowDown", "Enter")) {
      page.keyboard().press(key);
    }
    assertThat(field(page)).isFocused();
    page.keyboard().type("Here");
    page.keyboard().press("Control+Enter");
    assertThat(page.locator(".thread .comment__body")).hasText("Here");
    assertThat(on(new Topic.Picture(run.value(), 4)).getFirst().topic().spot())
        .isEqualTo(Optional.of(new Spot.Area(0.52, 0.5, 0.02, 0.04)));
  }

  @Test
  void whatWasEditedLeavesNoDraftThatWouldComeBack() {
    var run = lab.bean(RunQueue.class).of("lora-v2").getFirst().id();
    var page = lab.page();
    lab.open(page, "/runs/%s?talk=5".formatted(run));
    field(page).fill("Teh mouth");
    field(page).press("Control+Enter");
    assertThat(page.locator(".thread .comment__body")).hasText("Teh mouth");
    page.locator(".thread .quiet-button:text-is('Edit')").click();
    var editing = page.locator(".thread .comment textarea");
    editing.fill("The mouth");
    editing.press("Control+Enter");
    assertThat(editing).hasCount(0);
    assertThat(page.locator(".thread .comment__body")).hasText("The mouth");
    assertThat(page.evaluate("Object.keys(localStorage).filter(key => key.includes(' edit '))"))
        .isEqualTo(List.of());
  }

  @Test
  void whatIsBeingWrittenIsThereAfterAReload() {
    var page = lab.page();
    lab.open(page, "/experiments/lora-light?talk");
    field(page).fill("Half a thought");
    page.reload();
    lab.settle(page);
    assertThat(field(page)).hasValue("Half a thought");
    page.locator(".comment-form__send:visible").click();
    assertThat(page.locator(".thread .comment__body")).hasText("Half a thought");
    page.reload();
    lab.settle(page);
    assertThat(page.locator(".thread .comment__body")).hasText("Half a thought");
    assertThat(field(page)).hasValue("");
  }

  @Test
  void onlyWhatWasInSightCountsAsRead() {
    var people = lab.bean(People.class);
    var ada = Somebody.of(people, "Ada");
    var ben = Actor.of(people.add("Ben who mentions", Role.RESEARCHER));
    var run = lab.bean(RunQueue.class).of("lora-v2").getFirst().id();
    var page = lab.page();
    lab.open(page, "/runs/%s?talk=9".formatted(run));
    assertThat(page.locator(".lightbox__talk")).containsText("Nobody has said anything");
    page.locator(".lightbox__stage").focus();
    page.keyboard().press("t");
    assertThat(page.locator(".lightbox__talk")).isHidden();
    page.evaluate(
        """
        window.told = [];
        document.addEventListener('comments-seen', (event) =>
          window.told.push(document.querySelector('.lightbox__talk').hidden), true);
        """);
    var posting =
        lab.bean(Threads.class)
            .open(new Topic.Picture(run.value(), 9), "Look, @Ada", "in-sight-1", ben);
    assertThat(posting).isInstanceOf(Posting.Posted.class);
    assertThat(page.locator(".lightbox__talk .comment__body")).hasCount(1);
    page.keyboard().press("ArrowRight");
    assertThat(page.locator(".lightbox__talk .comment__body")).hasCount(0);
    page.keyboard().press("ArrowLeft");
    assertThat(page.locator(".lightbox__talk .comment__body")).hasCount(1);
    assertThat(lab.bean(Inbox.class).unread(ada)).isEqualTo(1);
    page.keyboard().press("t");
    page.waitForCondition(() -> lab.bean(Inbox.class).unread(ada) == 0);
    assertThat(page.evaluate("window.told")).isEqualTo(List.of(false));
    assertThat(lab.problems(page)).isEmpty();
  }

  @Test
  void aPlaceInAGridIsTalkedAboutOverThePageLiveInTwoBrowsers() {
    var address =
        "/experiments/baseline/grid?rows=archetype&columns=emotion&third=cfg"
            + "&cell=soft~happy~7&talk";
    var one = lab.page();
    lab.open(one, address);
    var other = lab.page();
    lab.open(other, address);
    for (var page : List.of(one, other)) {
      assertThat(page.locator(".lightbox__talk"))
          .containsText("This place in the grid: soft, happy, CFG 7");
      page.waitForCondition(() ->
          (boolean) page.evaluate("document.querySelector('dialog.lightbox').matches(':modal')"));
    }
    var field = one.locator(".threads__begin textarea").last();
    field.fill("All of *these*");
    field.press("Control+Enter");
    for (var page : List.of(one, other)) {
      assertThat(page.locator(".thread .comment__body")).hasText("All of these");
    }
    assertThat(on(new Topic.PlaceInGrid("baseline", "archetype=soft&emotion=happy&cfg=7")))
        .hasSize(1);
    other.locator(".lightbox__stage").focus();
    other.keyboard().press("Escape");
    assertThat(other.locator(".image-grid__talked").first()).isVisible();
    assertThat(lab.problems(one)).isEmpty();
    assertThat(lab.problems(other)).isEmpty();
  }
}
