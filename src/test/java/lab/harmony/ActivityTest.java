package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lab.harmony.activity.ActivityFilter;
import lab.harmony.activity.ActivityKind;
import lab.harmony.activity.ActivityPage;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.people.Role;
import lab.harmony.reports.Publishing;
import lab.harmony.reports.Reports;
import lab.harmony.reports.readers.Audience;
import lab.harmony.reports.shelf.Publication;
import lab.harmony.threads.Topic;
import lab.harmony.threads.TopicEnds;
import lab.harmony.threads.TopicGroup;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// What happened, and what of it is new to whom.
@Tag("unit")
class ActivityTest extends ActivityLab {
  @Autowired Reports reports;
  @Autowired TopicEnds ends;

  @Test
  void runsThatEndAreToldByWhatBecameOfThem() {
    var slug = experiment("Ran often");
    var ben = add("Ben who runs", Role.RESEARCHER);
    run("r261128-100000-aaaaa", slug, "finished", ben, THEN);
    run("r261128-100001-aaaaa", slug, "finished", ben, THEN.plusSeconds(4));
    run("r261128-100002-aaaaa", slug, "failed", ben, THEN.plusSeconds(2));
    var page = activity.page(of(slug), 10, by("Ada"));
    assertThat(page.lines())
        .extracting(line -> sentence(line.what()))
        .containsExactly(
            "Ben who runs: 2 runs of Ran often finished, 96 pictures",
            "Ben who runs: run of Ran often failed");
    assertThat(page.lines().get(1).what().place().path()).isEqualTo("runs/r261128-100002-aaaaa");
    assertThat(page.lines().getFirst().what().place().path()).isEqualTo("runs?q=" + slug);
  }

  @Test
  void nobodyIsToldOfWhatTheyMayNotOpen() {
    var ben = add("Ben whose work it is", Role.RESEARCHER);
    var slug = experiment("Not for readers");
    var reviewer = add("Rita who reviews", Role.REVIEWER);
    var reader = add("Rob who reads", Role.READER);
    score(slug, 1, ben, THEN);
    score(slug, 1, reviewer, THEN);
    run("r261128-100003-aaaaa", slug, "finished", ben, THEN);
    say(new Topic.WholeExperiment(slug), "Among us", ben);
    var report =
        ((Publication.Published)
                reports.publish(
                    new ExperimentSlug("drawn"),
                    Publishing.by(ben).although("To be read").readBy(new Audience.Named(Set.of()))))
            .report();
    assertThat(told(ActivityFilter.EVERYTHING, by("Ada")))
        .anyMatch(
            it -> it.equals("Ben whose work it is: run of Not for readers finished, 48 pictures"))
        .anyMatch(it -> it.contains("commented on Not for readers"))
        .anyMatch(it -> it.equals("Ben whose work it is published " + report.title()));
    assertThat(told(of(slug), reviewer))
        .as("their own alone")
        .containsExactly("Rita who reviews scored 1 face of Not for readers");
    everybody.rename(ben.person(), "Benjamin whose work it is");
    assertThat(told(ActivityFilter.EVERYTHING, by("Ada")))
        .contains("Benjamin whose work it is published " + report.title());
    for (var who : List.of(reviewer, reader)) {
      assertThat(told(ActivityFilter.EVERYTHING, who))
          .noneMatch(it -> it.contains("whose work it is"));
      assertThat(activity.experiments(who)).isEmpty();
      activity.seen(Optional.empty(), THEN.minusSeconds(1), who);
      var shipped = // reports that were published with the lab's own experiments may be younger
          activity.page(ActivityFilter.EVERYTHING, 99, who).lines().stream()
              .filter(ActivityPage.Line::isNew)
              .toList();
      assertThat(shipped)
          .allMatch(line -> line.what().kind() == ActivityKind.REPORTS)
          .noneMatch(line -> line.what().key().equals(report.name().toString()));
      score(slug, 2, who, THEN.plusSeconds(5));
      score(slug, 2, ben, THEN.plusSeconds(6));
      assertThat(activity.unseen(who)).isEqualTo(shipped.size());
    }
    assertThat(told(ActivityFilter.EVERYTHING, reader)).noneMatch(it -> it.contains("scored"));
  }

  @Test
  void pagesHoldEverythingOnceAlsoWhatHappenedAtOneTime() {
    var slug = experiment("In pages");
    var ben = add("Ben of the pages", Role.RESEARCHER);
    for (int hours = 0; hours < 40; hours++) {
      score(slug, hours, ben, THEN.minus(Duration.ofHours(hours * 40L)));
    }
    say(new Topic.WholeExperiment(slug), "Said once", ben);
    for (int run = 0; run < 9; run++) {
      run(
          "r261101-10000%d-bbbbb".formatted(run),
          slug,
          "finished",
          add("One of many %d".formatted(run), Role.RESEARCHER),
          THEN);
    }
    var all = activity.page(of(slug), 1000, by("Ada"));
    assertThat(all.lines()).hasSize(40 + 1 + 9);
    assertThat(all.more()).isFalse();
    var page = activity.page(of(slug), 7, by("Ada"));
    var paged = new ArrayList<>(page.lines());
    while (page.more()) {
      page = activity.older(page, 7, by("Ada"));
      paged.addAll(page.lines());
    }
    assertThat(paged).isEqualTo(all.lines());
  }

  @Test
  void aLineThatGrowsOnWhileItIsPagedIsNotToldTwice() {
    var slug = experiment("Grows on");
    var ben = add("Ben who goes on", Role.RESEARCHER);
    score(slug, 1, ben, THEN);
    score(slug, 1, by("Ada"), THEN.plusSeconds(30));
    var newest = activity.page(of(slug), 1, by("Ada"));
    assertThat(newest.more()).isTrue();
    score(slug, 2, ben, THEN.plusSeconds(60));
    var older = activity.older(newest, 10, by("Ada"));
    assertThat(older.lines()).as("it will be told with its newest score").isEmpty();
  }

  @Test
  void whatIsSeenMeanwhileMovesNoLineFromOnePartToAnother() {
    var slug = experiment("Seen in parts");
    var ben = add("Ben of the parts", Role.RESEARCHER);
    var eve = add("Eve of the parts", Role.RESEARCHER);
    score(slug, 1, ben, THEN.minus(Duration.ofHours(5)));
    activity.seen(Optional.of(slug), THEN.minus(Duration.ofHours(4)), eve);
    score(slug, 2, ben, THEN.minus(Duration.ofHours(3)));
    score(slug, 3, ben, THEN);
    activity.seen(Optional.of(slug), THEN.minus(Duration.ofHours(4)), eve);
    var page = activity.page(of(slug), 1, eve);
    assertThat(page.reachesSeen()).isFalse();
    activity.seen(Optional.of(slug), page.until(), eve);
    var next = activity.older(page, 1, eve);
    assertThat(next.lines()).extracting(ActivityPage.Line::isNew).containsExactly(true);
    assertThat(next.reachesSeen()).isFalse();
    assertThat(activity.older(next, 1, eve).reachesSeen()).isTrue();

    var split = experiment("Split by what was seen");
    score(split, 1, ben, THEN);
    score(split, 2, ben, THEN.plusSeconds(60));
    activity.seen(Optional.of(split), THEN.plusSeconds(30), eve);
    var above = activity.page(of(split), 1, eve);
    activity.seen(Optional.of(split), above.until(), eve);
    assertThat(activity.older(above, 9, eve).lines())
        .as("one person within one hour, before and after it was looked at")
        .hasSize(1);
  }

  @Test
  void whatIsNewIsToldApartFromWhatOneHasSeen() {
    var slug = experiment("Seen before");
    var other = experiment("Seen by itself");
    var ben = add("Ben of the news", Role.RESEARCHER);
    var eve = add("Eve of the news", Role.RESEARCHER);
    score(slug, 1, ben, THEN);
    assertThat(activity.unseen(eve)).as("whoever has never looked").isZero();
    activity.seen(Optional.empty(), THEN.plusSeconds(1), eve);
    int before = activity.unseen(eve);
    score(slug, 2, ben, THEN.plusSeconds(2));
    score(slug, 3, eve, THEN.plusSeconds(3));
    score(other, 4, ben, THEN.plusSeconds(4));
    assertThat(activity.unseen(eve)).as("one's own is not new").isEqualTo(before + 2);
    var page = activity.page(of(slug), 10, eve);
    assertThat(page.seenTo()).contains(THEN.plusSeconds(1));
    assertThat(page.lines())
        .extracting(line -> line.isNew() + " " + sentence(line.what()))
        .containsExactly(
            "false Eve of the news scored 1 face of Seen before",
            "true Ben of the news scored 1 face of Seen before",
            "false Ben of the news scored 1 face of Seen before");
    activity.seen(Optional.of(other), THEN.plusSeconds(4), eve);
    assertThat(activity.unseen(eve)).isEqualTo(before + 1);
    activity.seen(Optional.empty(), THEN.minusSeconds(50), eve);
    assertThat(activity.unseen(eve)).as("what was seen stays seen").isEqualTo(before + 1);
  }

  @Test
  void whatWasSeenIsNotNewBecauseFilesKnowTheTimeMoreExactly() {
    var exact = THEN.plusNanos(1_234_567);
    activity.seen(Optional.of("exact"), exact, by("Ada"));
    assertThat(activity.page(of("exact"), 1, by("Ada")).seenTo().orElseThrow())
        .isAfterOrEqualTo(exact);
  }

  @Test
  void whatWasSaidAboutADeletedExperimentIsNotOfTheNextOfItsName() {
    var slug = experiment("Taken again");
    say(
        new Topic.WholeExperiment(slug),
        "About the first",
        add("Ben of the first", Role.RESEARCHER));
    assertThat(told(of(slug), by("Ada")))
        .containsExactly("Ben of the first commented on Taken again");
    ends.taken(TopicGroup.of(new Topic.WholeExperiment(slug)));
    assertThat(told(of(slug), by("Ada"))).isEmpty();
    assertThat(told(ActivityFilter.EVERYTHING, by("Ada")))
        .contains("Ben of the first commented on Taken again (gone)");
  }

  @Test
  void nothingIsKeptToBeToldOutsideWhereNobodySwitchedThatOn() {
    say(new Topic.WholeExperiment(experiment("Kept here")), "Said here", by("Ada"));
    for (var table : List.of("outgoing_mark", "outgoing_notice")) {
      assertThat(database.sql("select count(*) from " + table).query(Integer.class).single())
          .as(table)
          .isZero();
    }
  }
}
