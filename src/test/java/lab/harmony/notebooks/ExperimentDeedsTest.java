package lab.harmony.notebooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.document.NotebookFormat;
import lab.harmony.notebooks.document.NotebookFormatTest;
import lab.harmony.notebooks.store.NotebookEdited;
import lab.harmony.people.Actor;
import lab.harmony.people.Somebody;
import lab.harmony.workspace.MigratedDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@Tag("unit")
class ExperimentDeedsTest {

  private static final ExperimentSlug SLUG = new ExperimentSlug("trial");
  private static final String DELETION = "trial-20261129-101500-250";

  private final JdbcClient database = JdbcClient.create(MigratedDatabase.inMemory());
  private final Actor ada = Somebody.called("Ada");
  private final Actor ben = Somebody.called("Ben");
  private Instant now = Instant.parse("2026-11-29T10:00:00Z");
  private final ExperimentDeeds deeds =
      new ExperimentDeeds(database, ((InstantSource) () -> now).withZone(ZoneOffset.UTC), _ -> {});

  @Test
  void whoBringsAnExperimentBackIsNamedOnceAlsoWhereItWasSeenBackBefore() {
    deeds.made(SLUG, "Trial", ada);
    deeds.deleted(SLUG, "Trial", DELETION, ada);
    deeds.restored(SLUG, "Trial", DELETION, Optional.empty());
    now = now.plusSeconds(1);
    deeds.restored(SLUG, "Trial", DELETION, Optional.of(ben));
    assertThat(told("restored")).containsExactly(ben.person().value());

    now = now.plus(Duration.ofDays(1));
    deeds.deleted(SLUG, "Trial", DELETION, ada);
    deeds.restored(SLUG, "Trial", DELETION, Optional.of(ada));
    deeds.restored(SLUG, "Trial", DELETION, Optional.empty());
    assertThat(told("restored")).containsExactly(ben.person().value(), ada.person().value());
  }

  @Test
  void whoEditsOnIsToldOnceAndAnewInWhatIsNewUnderTheName() {
    deeds.made(SLUG, "Trial", ada);
    deeds.edited(edit(ada));
    now = now.plus(Duration.ofMinutes(10));
    deeds.edited(edit(ada));
    deeds.edited(edit(ben));
    assertThat(told("edited"))
        .containsExactlyInAnyOrder(ada.person().value(), ben.person().value());

    deeds.made(SLUG, "Another", ben);
    deeds.edited(edit(ada));
    assertThat(told("edited")).containsExactly(ada.person().value());

    now = now.plus(ExperimentDeeds.QUIET);
    deeds.edited(edit(ada));
    assertThat(told("edited")).containsExactly(ada.person().value(), ada.person().value());
  }

  @Test
  void whatCannotBeWrittenDownKeepsNobodyFromMakingOrEditing() {
    database.sql("drop table experiment_deed").update();
    assertThatCode(
            () -> {
              deeds.made(SLUG, "Trial", ada);
              deeds.edited(edit(ada));
            })
        .doesNotThrowAnyException();
  }

  private NotebookEdited edit(Actor by) {
    var before =
        ((NotebookFormat.Reading.Valid) NotebookFormat.read(NotebookFormatTest.JUPYTER)).notebook();
    return new NotebookEdited(SLUG, before, before, by);
  }

  private List<String> told(String deed) {
    return database
        .sql(
            "select person from experiment_deed where deed = ? and experiment = ? and ended = ''"
                + " order by done_at")
        .params(deed, SLUG.value())
        .query(String.class)
        .list();
  }
}
