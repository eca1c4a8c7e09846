package lab.harmony;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lab.harmony.activity.Activity;
import lab.harmony.activity.ActivityFilter;
import lab.harmony.activity.Happening;
import lab.harmony.notebooks.ExperimentKind;
import lab.harmony.notebooks.Experiments;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.Role;
import lab.harmony.threads.Threads;
import lab.harmony.threads.Topic;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A lab in which things happen at times that are said.
abstract class ActivityLab extends FullLab {

  /// The middle of an hour that has passed.
  static final Instant THEN =
      Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofMinutes(90));

  @Autowired Activity activity;
  @Autowired People everybody;
  @Autowired Experiments experiments;
  @Autowired Threads threads;
  @Autowired JdbcClient database;

  /// One of which nothing is told yet.
  String experiment(String title) {
    var slug = made(title, by("Ada"));
    database
        .sql("delete from experiment_deed where experiment = :slug")
        .param("slug", slug)
        .update();
    return slug;
  }

  String made(String title, Actor by) {
    return ((Experiments.Creation.Created) experiments.create(title, ExperimentKind.OTHER, by))
        .slug()
        .value();
  }

  Actor add(String name, Role role) {
    return Actor.of(everybody.add(name, role));
  }

  /// A score of a face of an experiment.
  void score(String experiment, int face, Actor by, Instant at) {
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
  void run(String id, String experiment, String state, Actor by, Instant ended) {
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

  void say(Topic topic, String text, Actor by) {
    threads.open(topic, text, UUID.randomUUID().toString(), by);
  }

  static ActivityFilter of(String experiment) {
    return new ActivityFilter(Optional.empty(), Optional.empty(), Optional.of(experiment));
  }

  List<String> told(ActivityFilter filter, Actor who) {
    return activity.page(filter, 200, who).lines().stream()
        .map(line -> sentence(line.what()))
        .toList();
  }

  static String sentence(Happening what) {
    return "%s%s%s %s"
        .formatted(
            what.who().map(one -> one.name()).orElse(""),
            what.beginning(),
            what.thing(),
            what.after())
        .strip();
  }

  Optional<Instant> seenTo(String experiment) {
    return seenTo(experiment, by("Ada"));
  }

  Optional<Instant> seenTo(String experiment, Actor who) {
    return activity.page(of(experiment), 1, who).seenTo();
  }
}
