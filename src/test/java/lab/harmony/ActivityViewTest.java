package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.Span;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import lab.harmony.activity.ActivityFilter;
import lab.harmony.activity.ActivityKind;
import lab.harmony.activity.ActivityQuery;
import lab.harmony.activity.ActivitySource;
import lab.harmony.activity.Happening;
import lab.harmony.people.PersonId;
import lab.harmony.people.Role;
import lab.harmony.threads.Topic;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;

/// The screen of what happened.
@Tag("unit")
class ActivityViewTest extends ActivityLab {
  @Autowired DefaultListableBeanFactory beans;

  @Test
  void whatOnePersonScoresWithinAnHourIsOneLine() {
    var slug = experiment("Scored at once");
    var ben = add("Ben who scores", Role.RESEARCHER);
    var cat = add("Cat who scores", Role.RESEARCHER);
    for (int face = 0; face < 200; face++) {
      score(slug, face, ben, THEN.plusSeconds(face));
    }
    score(slug, 7, ben, THEN.plusSeconds(300));
    score(slug, 1, cat, THEN.plusSeconds(10));
    score(slug, 2, ben, THEN.minus(Duration.ofHours(2)));
    assertThat(told(of(slug), by("Ada")))
        .containsExactly(
            "Ben who scores scored 200 faces of Scored at once",
            "Cat who scores scored 1 face of Scored at once",
            "Ben who scores scored 1 face of Scored at once");
    open("activity?experiment=" + slug);
    awaitShown("Ben who scores scored 200 faces of Scored at once");
    assertThat(shown()).doesNotContain("A note");
  }

  @Test
  void oneHasSeenWhatStoodOnThePageAndNoMore() {
    var slug = experiment("Looked at");
    var ben = add("Ben <b>of</b> the looks", Role.RESEARCHER);
    score(slug, 1, ben, THEN);
    open("experiments/" + slug);
    awaitShown("Looked at");
    assertThat(seenTo(slug).filter(THEN::equals)).as("another screen").isEmpty();
    open("activity?experiment=%s&kind=runs".formatted(slug));
    awaitShown("No event fits");
    open("activity?experiment=" + slug);
    awaitShown("Ben <b>of</b> the looks scored 1 face of Looked at");
    awaitThat(() -> seenTo(slug).isPresent(), this::shown);

    say(new Topic.WholeExperiment(slug), "One's own", by("Ada"));
    say(new Topic.WholeExperiment(slug), "Meanwhile", ben);
    awaitShown("1 new: show", "scored 1 face");
    assertThat(shown()).doesNotContain("commented on");
    press("1 new: show");
    awaitShown("commented on Looked at", "You have seen what follows");
    assertThat(find(Span.class).withCondition(it -> it.getText().equals("new")).all()).hasSize(1);
    assertThat(shown().indexOf("commented on"))
        .isLessThan(shown().indexOf("You have seen what follows"));
  }

  @Test
  void theListIsNarrowedByKindAndPerson() {
    var slug = experiment("Narrowed");
    var ben = add("Ben of one kind", Role.RESEARCHER);
    var cat = add("Cat of another", Role.RESEARCHER);
    score(slug, 1, ben, THEN);
    score(slug, 1, cat, THEN);
    say(new Topic.WholeExperiment(slug), "Said", cat);
    assertThat(
            told(
                new ActivityFilter(
                    Optional.of(ActivityKind.SCORES), Optional.of(cat.person()), Optional.of(slug)),
                by("Ada")))
        .containsExactly("Cat of another scored 1 face of Narrowed");
    open("activity?experiment=%s&who=%s".formatted(slug, ben.person()));
    awaitShown("Ben of one kind scored");
    assertThat(shown()).doesNotContain("Cat of another scored");
    open("activity?who=nobody&kind=%3Cscript%3E&experiment=..%2F..");
    awaitThat(() -> lines() > 0, this::shown);
    assertThat(PersonId.parse("nobody")).isEmpty();
  }

  @Test
  void olderOnesComeWhenAskedFor() {
    var slug = experiment("Long ago");
    for (int hours = 0; hours < 60; hours++) {
      score(slug, hours, by("Ada"), THEN.minus(Duration.ofHours(hours + 1L)));
    }
    open("activity?experiment=" + slug);
    awaitShown("Show older");
    assertThat(lines()).isEqualTo(50);
    press("Show older");
    awaitThat(() -> lines() == 60, this::shown);
    assertThat(shown()).doesNotContain("Show older");
  }

  @Test
  void whatDoesNotFitOnThePageIsNotSeenYet() {
    for (var way : List.of("Show older", "Mark all as seen")) {
      var slug = experiment("More than a page, %d".formatted(way.length()));
      var ben = add("Ben of many hours", Role.RESEARCHER);
      var eve = add("Eve of many hours", Role.RESEARCHER);
      var since = THEN.minus(Duration.ofHours(100));
      activity.seen(Optional.of(slug), since, eve);
      for (int hours = 0; hours < 60; hours++) {
        score(slug, hours, ben, THEN.minus(Duration.ofHours(hours)));
      }
      open("models");
      as(eve, () -> open("activity?experiment=" + slug));
      awaitShown("Show older", "Mark all as seen");
      assertThat(seenTo(slug, eve)).as("ten were not shown").contains(since);
      press(way);
      awaitThat(() -> seenTo(slug, eve).filter(THEN::equals).isPresent(), this::shown);
      awaitThat(() -> !shown().contains("Mark all as seen"), this::shown);
    }
  }

  @Test
  void aLookForNewsThatFailsLeavesTheListThere() {
    var slug = experiment("Looked at in vain");
    var failed = new AtomicInteger();
    var failing = new AtomicBoolean();
    var source =
        new ActivitySource() {
          @Override
          public ActivityKind kind() {
            return ActivityKind.SCORES;
          }

          @Override
          public List<Happening> happened(ActivityQuery query) {
            if (failing.get() && query.experiment().isPresent()) {
              failed.incrementAndGet();
              throw new IllegalStateException("the disk does not answer");
            }
            return List.of();
          }
        };
    var ben = add("Ben of the failure", Role.RESEARCHER);
    score(slug, 1, ben, THEN);
    beans.registerSingleton("failingSource", source);
    try {
      open("activity?experiment=" + slug);
      awaitShown("Ben of the failure scored 1 face");
      failing.set(true);
      say(new Topic.WholeExperiment(slug), "Meanwhile", ben);
      awaitThat(() -> failed.get() > 0, this::shown);
      int before = failed.get();
      say(new Topic.WholeExperiment(slug), "Once more", ben);
      awaitThat(() -> failed.get() > before, this::shown); // what the first one answered is in
      assertThat(shown()).contains("Ben of the failure scored 1 face").doesNotContain("log");
      failing.set(false);
      say(new Topic.WholeExperiment(slug), "At last", ben);
      awaitShown("1 new: show"); // three comments on one thing
    } finally {
      beans.destroySingleton("failingSource");
    }
  }

  private int lines() {
    return find(Span.class).withCondition(it -> it.hasClassName("activity__sentence")).all().size();
  }
}
