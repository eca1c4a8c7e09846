package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import lab.harmony.activity.Activity;
import lab.harmony.activity.ActivityFilter;
import lab.harmony.activity.ActivityKind;
import lab.harmony.activity.ActivityPage;
import lab.harmony.activity.Happening;
import lab.harmony.notebooks.ExperimentKind;
import lab.harmony.notebooks.Experiments;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.PersonId;
import lab.harmony.people.Role;
import lab.harmony.reports.Audience;
import lab.harmony.reports.Publication;
import lab.harmony.reports.Publishing;
import lab.harmony.reports.Reports;
import lab.harmony.threads.Threads;
import lab.harmony.threads.Topic;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What happened, and what of it is new.
@Tag("unit")
class ActivityViewTest extends FullLab {

  /// The middle of an hour that has passed.
  private static final Instant THEN =
      Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofMinutes(90));

  @Autowired Activity activity;
  @Autowired People everybody;
  @Autowired Experiments experiments;
  @Autowired Threads threads;
  @Autowired Reports reports;
  @Autowired JdbcClient database;

  private String experiment(String title) {
    return ((Experiments.Creation.Created)
            experiments.create(title, ExperimentKind.OTHER, by("Ada")))
        .slug()
        .value();
  }

  private Actor add(String name, Role role) {
    return Actor.of(everybody.add(name, role));
  }

  /// A score of a face of an experiment.
  private void score(String experiment, int face, Actor by, Instant at) {
    database
        .sql(
            """
            insert into scores (experiment, run, image_index, file_name, archetype, emotion,
              withdrawn, points, intended_conflict, note, scored_by, scored_at, recorded_by,
              recorded_at)
            values (:experiment, 'r261120-204501-k3f9q', :face, 'soft-happy.png', 'soft', 'happy',
              false, 3, false, 'A note', :by, :at, :by, :at)
            """)
        .param("experiment", experiment)
        .param("face", face)
        .param("by", by.person().value())
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
  }

  /// A run that ended.
  private void run(String id, String experiment, String state, Actor by, Instant ended) {
    database
        .sql(
            """
            insert into jobs (id, kind, format, payload, submitted_by, submitted_at, state,
              cancel_requested, started_at, ended_at, claim, tries, fraction, revision, changed_at)
            values (:id, 'run', 1, '{}', :by, :at, :state, false, :at, :at, 1, 1, 1, 1, :at)
            """)
        .param("id", id)
        .param("state", state)
        .param("by", by.person().value())
        .param("at", ended.atOffset(ZoneOffset.UTC))
        .update();
    database
        .sql(
            """
            insert into runs (id, experiment, cell_id, model, spec_sha256, images_total, images_done)
            values (:id, :experiment, 'c', 'doodle-base', 'x', 48, 48)
            """)
        .param("id", id)
        .param("experiment", experiment)
        .update();
  }

  private void say(Topic topic, String text, Actor by) {
    threads.open(topic, text, UUID.randomUUID().toString(), by);
  }

  private static ActivityFilter of(String experiment) {
    return new ActivityFilter(Optional.empty(), Optional.empty(), Optional.of(experiment));
  }

  private List<String> told(ActivityFilter filter, Actor who) {
    return activity.page(filter, Optional.empty(), 200, who).lines().stream()
        .map(line -> sentence(line.what()))
        .toList();
  }

  private static String sentence(Happening what) {
    return "%s%s%s %s"
        .formatted(
            what.who().map(one -> one.name()).orElse(""),
            what.beginning(),
            what.thing(),
            what.after())
        .strip();
  }

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
  void runsThatEndAreToldByWhatBecameOfThem() {
    var slug = experiment("Ran often");
    var ben = add("Ben who runs", Role.RESEARCHER);
    run("r261128-100000-aaaaa", slug, "finished", ben, THEN);
    run("r261128-100001-aaaaa", slug, "finished", ben, THEN.plusSeconds(4));
    run("r261128-100002-aaaaa", slug, "failed", ben, THEN.plusSeconds(2));
    var page = activity.page(of(slug), Optional.empty(), 10, by("Ada"));
    assertThat(page.lines())
        .extracting(line -> sentence(line.what()))
        .containsExactly(
            "Ben who runs’s 2 runs of Ran often finished: 96 pictures",
            "Ben who runs’s run of Ran often failed");
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
    say(new Topic.Experiment(slug), "Among us", ben);
    var report =
        ((Publication.Published)
                reports.publish(
                    new ExperimentSlug("drawn"),
                    Publishing.by(ben).although("To be read").readBy(new Audience.Named(Set.of()))))
            .report();
    assertThat(told(ActivityFilter.EVERYTHING, by("Ada")))
        .anyMatch(it -> it.contains("run of Not for readers finished"))
        .anyMatch(it -> it.contains("commented on Not for readers"))
        .anyMatch(it -> it.equals("Ben whose work it is published " + report.title()));
    assertThat(told(of(slug), reviewer))
        .as("their own alone")
        .containsExactly("Rita who reviews scored 1 face of Not for readers");
    for (var who : List.of(reviewer, reader)) {
      assertThat(told(ActivityFilter.EVERYTHING, who))
          .noneMatch(it -> it.contains("Ben whose work it is"));
      assertThat(activity.experiments(who)).isEmpty();
      activity.seen(Optional.empty(), THEN.minusSeconds(1), who);
      assertThat(activity.page(ActivityFilter.EVERYTHING, Optional.empty(), 99, who).lines())
          .noneMatch(ActivityPage.Line::isNew);
      score(slug, 2, who, THEN.plusSeconds(5));
      score(slug, 2, ben, THEN.plusSeconds(6));
      assertThat(activity.unseen(who)).isZero();
    }
    assertThat(told(ActivityFilter.EVERYTHING, reader)).noneMatch(it -> it.contains("scored"));
  }

  @Test
  void pagesHoldEverythingOnceAlsoWhatHappenedAtOneTime() {
    var slug = experiment("In pages");
    var ben = add("Ben of the pages", Role.RESEARCHER);
    for (int hours = 0; hours < 40; hours++) {
      score(slug, hours, ben, THEN.minus(Duration.ofHours(hours * 40L)));
      say(new Topic.Experiment(slug), "Said %d".formatted(hours), ben);
    }
    for (int run = 0; run < 9; run++) {
      run(
          "r261101-10000%d-bbbbb".formatted(run),
          slug,
          "finished",
          add("One of many %d".formatted(run), Role.RESEARCHER),
          THEN);
    }
    var all = activity.page(of(slug), Optional.empty(), 1000, by("Ada"));
    assertThat(all.lines()).hasSize(40 + 40 + 9);
    assertThat(all.more()).isFalse();
    var paged = new ArrayList<ActivityPage.Line>();
    Optional<Instant> before = Optional.empty();
    boolean more = true;
    while (more) {
      var page = activity.page(of(slug), before, 7, by("Ada"));
      paged.addAll(page.lines());
      before = Optional.of(page.lines().getLast().what().at());
      more = page.more();
    }
    assertThat(paged).isEqualTo(all.lines());
  }

  @Test
  void aLineThatGrowsOnWhileItIsPagedIsNotToldTwice() {
    var slug = experiment("Grows on");
    var ben = add("Ben who goes on", Role.RESEARCHER);
    score(slug, 1, ben, THEN);
    score(slug, 2, ben, THEN.plusSeconds(60));
    var older = activity.page(of(slug), Optional.of(THEN.plusSeconds(30)), 10, by("Ada"));
    assertThat(older.lines()).as("it was told with its newest score").isEmpty();
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
    var page = activity.page(of(slug), Optional.empty(), 10, eve);
    assertThat(page.hereLast()).contains(THEN.plusSeconds(1));
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
    assertThat(activity.page(of("exact"), Optional.empty(), 1, by("Ada")).hereLast().orElseThrow())
        .isAfterOrEqualTo(exact);
  }

  @Test
  void nothingIsKeptToBeToldOutsideWhereNobodySwitchedThatOn() {
    say(new Topic.Experiment(experiment("Kept here")), "Said here", by("Ada"));
    for (var table : List.of("outgoing_mark", "outgoing_notice")) {
      assertThat(database.sql("select count(*) from " + table).query(Integer.class).single())
          .as(table)
          .isZero();
    }
  }

  private Optional<Instant> seenTo(String experiment) {
    return activity.page(of(experiment), Optional.empty(), 1, by("Ada")).hereLast();
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

    say(new Topic.Experiment(slug), "Meanwhile", ben);
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
    say(new Topic.Experiment(slug), "Said", cat);
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
    awaitShown("Ben of one kind scored");
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

  private int lines() {
    return find(Span.class).withCondition(it -> it.hasClassName("activity__sentence")).all().size();
  }
}
