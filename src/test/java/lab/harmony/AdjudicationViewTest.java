package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Tag("unit")
class AdjudicationViewTest extends FullLab {

  @Autowired BlindSessions sessions;
  @Autowired BlindRating rating;
  @Autowired People people;

  /// All that somebody is shown: by what is asked for, which is all that they know.
  private void answer(
      BlindSession session, Person who, Function<BlindRating.Place, Integer> points) {
    answer(session, who, _ -> true, points);
  }

  private void answer(
      BlindSession session,
      Person who,
      Predicate<BlindRating.Place> which,
      Function<BlindRating.Place, Integer> points) {
    var by = Actor.of(who);
    for (var place : rating.task(session.id(), by).orElseThrow().places()) {
      if (!which.test(place)) {
        continue;
      }
      rating.say(
          session.id(),
          new Said(
              place.position(),
              UUID.randomUUID().toString(),
              "",
              false,
              BlindAnswer.ofPoints(points.apply(place), false),
              Duration.ofSeconds(1)),
          by);
    }
  }

  private static boolean isSoftAndHappy(BlindRating.Place place) {
    return place.archetype().equals("soft") && place.emotion().equals("happy");
  }

  @Test
  @SuppressWarnings("unchecked")
  void whoeverLeadsAsksSomebodyWhereRatersDisagreeAndReadsWhatTheySaidAfterTheClose() {
    var ada = Actor.of(people.local());
    var mary = people.add("Mary of two", Role.REVIEWER);
    var hans = people.add("Hans of two", Role.REVIEWER);
    var third = people.add("Thea who is asked", Role.REVIEWER);
    var session =
        sessions.start(
            new BlindSetup(
                "Two who differ",
                BlindForm.POINTS,
                List.of(
                    new BlindArm("drawn", "doodle-base"), new BlindArm("gone-away", "doodle-base")),
                List.of(mary.id(), hans.id()),
                2,
                10),
            ada);
    open("blind/session/" + session.id());
    awaitShown("Where raters disagree", "Of none of the 96 faces so far");
    answer(session, mary, _ -> 3);
    answer(session, hans, AdjudicationViewTest::isSoftAndHappy, _ -> 0);
    awaitShown("Of 6 of the 96 faces so far");
    press("Stop rating and ask somebody");
    awaitShown("are not answered yet", "the close will be early, and says so for good");
    press("Let them rate on");
    answer(session, hans, place -> !isSoftAndHappy(place), _ -> 3);
    awaitShown("212 of 212 answers");
    awaitShown(
        "Of 6 of the 96 faces so far no more than half of the raters say the same.",
        "soft × happy, CFG 5, seed 42: 2");
    press("Stop rating and ask somebody");
    awaitShown("is shown exactly these 6 faces");
    assertThat(shown()).as("all is answered").doesNotContain("the close will be early");
    press("Stop rating and ask");
    var choice = (ComboBox<Person>) find(ComboBox.class).first();
    assertThat(choice.getErrorMessage()).isEqualTo("Choose who is asked.");
    assertThat(choice.getListDataView().getItems().map(Person::id))
        .contains(third.id())
        .doesNotContain(mary.id(), hans.id(), ada.person());
    choice.setValue(third);
    press("Stop rating and ask");
    awaitShown(
        "Rating was stopped on", "Thea who is asked, who rated nothing of it", "answered 0 of 6");
    assertThat(find(Button.class).all()).noneMatch(it -> it.getText().startsWith("Stop rating"));

    var sha256 =
        sessions.find(session.id(), ada).orElseThrow().adjudication().orElseThrow().sha256();
    awaitShown("Drawn when rating was stopped", sha256);
    as(
        Actor.of(mary),
        () -> {
          open("blind");
          awaitShown("Two who differ", "Rating is over, ✓ 106 of 106 of yours");
          open("blind/rate/" + session.id());
          awaitShown("Rating was stopped. What came out is told once the session is closed.");
        });
    as(
        Actor.of(third),
        () -> {
          open("blind");
          awaitShown("Two who differ", "Adjudicate, 0 of 6 of yours");
          assertThat(shown()).doesNotContain("Mary", "Hans", "doodle");
          open("blind/rate/" + session.id());
          var sheet = elements("harmony-blind").getFirst();
          assertThat(sheet.getProperty("keeping"))
              .as("where answers wait")
              .endsWith(":%s:%s:%s".formatted(session.id(), third.id(), sha256));
          assertThat(sheet.getProperty("drawn")).isEqualTo(sha256);
          assertThat(sheet.getOuterHTML() + sheet.getPropertyRaw("places"))
              .contains("soft")
              .doesNotContain("Mary", "Hans", "doodle", "drawn", "gone-away", "points");
        });
    answer(session, third, _ -> 1);
    open("blind/session/" + session.id());
    awaitShown("answered 6 of 6");
    press("Close and reveal");
    awaitShown("All is answered.");
    find(Button.class).all().stream()
        .filter(it -> it.getText().equals("Close and reveal"))
        .toList()
        .getLast()
        .click();
    awaitShown(
        "After adjudication",
        "Points reached, by raters and after adjudication",
        "What was adjudicated",
        "Thea who is asked, who rated nothing else of it",
        "1 of 3 points",
        "Mary of two: 3 of 3 points; Hans of two: 0 of 3 points");
    assertThat(shown().toLowerCase(Locale.ROOT)).contains("adjudicated answers beside");
  }
}
