package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import lab.harmony.activity.ActivityFilter;
import lab.harmony.notebooks.ExperimentKeeping;
import lab.harmony.notebooks.document.CellKind;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.store.Edit;
import lab.harmony.notebooks.store.Notebooks;
import lab.harmony.people.Actor;
import lab.harmony.people.Role;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// What people did to experiments as a whole, and that they edited them.
@Tag("unit")
class ExperimentActivityTest extends ActivityLab {
  @Autowired ExperimentKeeping keeping;
  @Autowired Notebooks notebooks;

  private void edit(String slug, Actor by) {
    assertThat(notebooks.add(new ExperimentSlug(slug), 0, CellKind.MARKDOWN, "More", by))
        .isInstanceOf(Edit.Saved.class);
  }

  @Test
  void whoMadeRenamedAndEditedAnExperimentIsToldOnceForAWhile() {
    var ben = add("Ben who makes", Role.RESEARCHER);
    var cleo = add("Cleo who edits", Role.RESEARCHER);
    var slug = made("To be edited", ben);
    assertThat(told(of(slug), by("Ada"))).containsExactly("Ben who makes made To be edited");
    edit(slug, cleo);
    edit(slug, cleo);
    edit(slug, ben);
    keeping.rename(new ExperimentSlug(slug), "Edited", ben);
    assertThat(told(of(slug), by("Ada")))
        .containsExactly(
            "Ben who makes renamed Edited",
            "Ben who makes edited Edited",
            "Cleo who edits edited Edited",
            "Ben who makes made Edited");
    assertThat(deeds(slug, cleo)).as("not each of their edits").isOne();
    database
        .sql("update experiment_deed set done_at = :then where experiment = :slug")
        .param("then", THEN.minus(Duration.ofMinutes(20)).atOffset(ZoneOffset.UTC))
        .param("slug", slug)
        .update();
    edit(slug, cleo);
    assertThat(deeds(slug, cleo)).as("after a while without").isEqualTo(2);
    assertThat(notebooks.undo(new ExperimentSlug(slug), ben, _ -> false)).isPresent();
    assertThat(deeds(slug, ben)).as("what is taken back is an edit").isEqualTo(4);
  }

  private int deeds(String slug, Actor by) {
    return database
        .sql("select count(*) from experiment_deed where experiment = :slug and person = :by")
        .param("slug", slug)
        .param("by", by.person().value())
        .query(Integer.class)
        .single();
  }

  @Test
  void whoDeletedAndBroughtBackAnExperimentIsToldAndItsPastGoesWithIt() throws IOException {
    var ben = add("Ben who deletes", Role.OWNER);
    var slug = made("Here and gone", ben);
    var first = (ExperimentKeeping.Deletion.Deleted) keeping.delete(new ExperimentSlug(slug), ben);
    assertThat(told(ActivityFilter.EVERYTHING, by("Ada")))
        .contains(
            "Ben who deletes deleted Here and gone", "Ben who deletes made Here and gone (gone)");
    assertThat(told(of(slug), by("Ada"))).isEmpty();
    var cleo = add("Cleo who takes the name", Role.OWNER);
    assertThat(made("Here and gone", cleo)).isEqualTo(slug);
    assertThat(told(of(slug), by("Ada")))
        .containsExactly("Cleo who takes the name made Here and gone");
    keeping.delete(new ExperimentSlug(slug), cleo);
    assertThat(keeping.restore(first, cleo)).isEmpty();
    assertThat(told(of(slug), by("Ada")))
        .containsExactly(
            "Cleo who takes the name brought back Here and gone",
            "Ben who deletes deleted Here and gone",
            "Ben who deletes made Here and gone");

    var again =
        ((ExperimentKeeping.Deletion.Deleted) keeping.delete(new ExperimentSlug(slug), ben))
            .thrown();
    Files.move(again.folder(), again.from());
    awaitThat(
        () -> told(of(slug), by("Ada")).contains("Somebody brought back Here and gone"),
        () -> told(of(slug), by("Ada")).toString());
  }

  @Test
  void nobodyIsToldOfExperimentsThatTheyMayNotLookAt() {
    var ben = add("Ben among researchers", Role.RESEARCHER);
    var slug = made("Among researchers", ben);
    for (var role : new Role[] {Role.REVIEWER, Role.READER}) {
      var who = add("One who is " + role.word(), role);
      assertThat(told(of(slug), who)).isEmpty();
      assertThat(told(ActivityFilter.EVERYTHING, who))
          .noneMatch(it -> it.contains("Among researchers"));
      activity.seen(Optional.empty(), THEN.minus(Duration.ofDays(1)), who);
      int before = activity.unseen(who);
      keeping.rename(new ExperimentSlug(slug), "Among us, not for " + role.word(), ben);
      made("Among us, not for " + role.word(), ben);
      assertThat(activity.unseen(who)).isEqualTo(before);
    }
  }
}
