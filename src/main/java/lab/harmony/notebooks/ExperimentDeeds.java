package lab.harmony.notebooks;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import lab.harmony.activity.ActivityChanged;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.store.NotebookEdited;
import lab.harmony.people.Actor;
import lab.harmony.people.PersonId;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Writes down who did what to experiments, for whoever looks what happened.
@Repository
class ExperimentDeeds {

  /// Who edits on after less than this edits still.
  static final Duration QUIET = Duration.ofMinutes(15);

  private static final Duration MOMENT = Duration.ofSeconds(30);
  private static final int LONGEST_TITLE = 500;

  private final JdbcClient database;
  private final Clock clock;
  private final ApplicationEventPublisher events;

  ExperimentDeeds(JdbcClient database, Clock clock, ApplicationEventPublisher events) {
    this.database = database;
    this.clock = clock;
    this.events = events;
  }

  /// Something new has this name: what was done to another, whose folder was removed by hand, is
  /// not of its past. It is there already, also where this cannot be written down.
  void made(ExperimentSlug experiment, String title, Actor by) {
    try {
      move(experiment, "", "taken " + clock.instant());
      note(experiment, ExperimentDeed.MADE, title, Optional.of(by.person()), Duration.ZERO);
      events.publishEvent(new ActivityChanged());
    } catch (DataAccessException e) {
      LoggerFactory.getLogger(ExperimentDeeds.class)
          .warn("That {} was made is not written down.", experiment, e);
    }
  }

  /// Its past goes with it; within the transaction of whoever deletes it.
  void deleted(ExperimentSlug experiment, String title, String deletion, Actor by) {
    note(experiment, ExperimentDeed.DELETED, title, Optional.of(by.person()), Duration.ZERO);
    move(experiment, "", deletion);
  }

  /// Its past comes with it. Whoever looks at the folders may see it back before the one who brings
  /// it back says so here: it is told once then, by its name.
  ///
  /// @param by empty where it was moved by hand
  void restored(ExperimentSlug experiment, String title, String deletion, Optional<Actor> by) {
    var wasGone = move(experiment, deletion, "");
    if (wasGone || by.isPresent()) {
      if (wasGone || !named(experiment, by)) {
        note(experiment, ExperimentDeed.RESTORED, title, by.map(Actor::person), Duration.ZERO);
      }
      events.publishEvent(new ActivityChanged());
    }
  }

  /// @return whether it was told a moment ago, without a name
  private boolean named(ExperimentSlug experiment, Optional<Actor> by) {
    return database
            .sql(
                """
                update experiment_deed set person = :person
                where experiment = :experiment and ended = '' and deed = :deed and person is null
                  and done_at > :since
                """)
            .param("person", by.map(it -> it.person().value()).orElse(null))
            .param("experiment", experiment.value())
            .param("deed", ExperimentDeed.RESTORED.code())
            .param("since", at(clock.instant().minus(MOMENT)))
            .update()
        > 0;
  }

  /// What was edited is in its file already: whoever wrote is not kept from going on where this
  /// cannot be written down.
  @EventListener
  void edited(NotebookEdited event) {
    try {
      var isNews =
          note(
              event.experiment(),
              event.renamed() ? ExperimentDeed.RENAMED : ExperimentDeed.EDITED,
              event.after().title().orElse(event.experiment().value()),
              Optional.of(event.by().person()),
              QUIET);
      if (isNews) {
        events.publishEvent(new ActivityChanged());
      }
    } catch (DataAccessException e) {
      LoggerFactory.getLogger(ExperimentDeeds.class)
          .warn("That {} was edited is not written down.", event.experiment(), e);
    }
  }

  /// @param quiet how long the same person must not have done the same
  private boolean note(
      ExperimentSlug experiment,
      ExperimentDeed deed,
      String title,
      Optional<PersonId> person,
      Duration quiet) {
    var now = clock.instant();
    return database
            .sql(
                """
                insert into experiment_deed (experiment, deed, person, title, done_at)
                select :experiment, :deed, :person, :title, :now
                where not exists (select 1 from experiment_deed
                  where experiment = :experiment and ended = '' and deed = :deed
                    and person = :person and done_at > :since and done_at <= :now)
                """)
            .param("experiment", experiment.value())
            .param("deed", deed.code())
            .param("person", person.map(PersonId::value).orElse(null))
            .param("title", title.substring(0, Math.min(LONGEST_TITLE, title.length())))
            .param("now", at(now))
            .param("since", at(now.minus(quiet)))
            .update()
        > 0;
  }

  private boolean move(ExperimentSlug experiment, String from, String to) {
    return database
            .sql(
                "update experiment_deed set ended = :to where experiment = :experiment and ended ="
                    + " :from")
            .param("experiment", experiment.value())
            .param("from", from)
            .param("to", to)
            .update()
        > 0;
  }

  private static OffsetDateTime at(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
