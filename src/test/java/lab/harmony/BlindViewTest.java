package lab.harmony;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextField;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import lab.harmony.blind.BlindRating;
import lab.harmony.blind.BlindSessions;
import lab.harmony.blind.results.ImportedSessions;
import lab.harmony.blind.session.BlindAnswer;
import lab.harmony.blind.session.BlindArm;
import lab.harmony.blind.session.BlindForm;
import lab.harmony.blind.session.BlindSession;
import lab.harmony.blind.session.BlindSetup;
import lab.harmony.blind.session.Said;
import lab.harmony.blind.session.StopWhen;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.Person;
import lab.harmony.people.Role;
import lab.harmony.runs.images.BlindPlanLink;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@Tag("unit")
class BlindViewTest extends FullLab {

  private static final BlindArm DRAWN_ARM = new BlindArm("drawn", "doodle-base");
  private static final BlindArm AWAY_ARM = new BlindArm("gone-away", "doodle-base");

  @Autowired BlindSessions sessions;
  @Autowired BlindRating rating;
  @Autowired ImportedSessions imported;
  @Autowired People people;
  @Autowired JdbcClient database;

  private Actor ada() {
    return Actor.of(people.local());
  }

  private BlindSession started(String title, Person... raters) {
    return sessions.start(
        new BlindSetup(
            title,
            BlindForm.PAIRS,
            List.of(DRAWN_ARM, AWAY_ARM),
            java.util.Arrays.stream(raters).map(Person::id).toList(),
            1,
            10),
        ada());
  }

  @Test
  @SuppressWarnings("unchecked")
  void aSessionIsPlannedWithWhatItCostsAndShowsAndThenStarted() {
    var hedy = people.add("Hedy", Role.REVIEWER);
    open("blind/new");
    awaitShown("Choose arms and raters");
    var arms = (MultiSelectComboBox<BlindArm>) find(MultiSelectComboBox.class).first();
    awaitThat(
        () -> arms.getListDataView().getItems().anyMatch(DRAWN_ARM::equals), () -> "the arms");
    find(TextField.class).first().setValue("Planned here");
    arms.setValue(Set.of(DRAWN_ARM, AWAY_ARM));
    ((CheckboxGroup<Person>) find(CheckboxGroup.class).first()).setValue(Set.of(hedy));
    awaitShown("is to be rated by 2 of 1 raters");
    find(com.vaadin.flow.component.textfield.IntegerField.class).first().setValue(1);
    awaitShown(
        "48 pairs (48 faces of 16 prompts)",
        "about 4 minutes",
        "a preference of",
        "By its rule it closes when everything it asks about arms is answered.");
    ((RadioButtonGroup<StopWhen.Kind>) find(RadioButtonGroup.class).last())
        .setValue(StopWhen.Kind.EACH);
    awaitShown("once each rater has given 1 to 53 answers", "got 0");
    find(com.vaadin.flow.component.textfield.IntegerField.class).last().setValue(40);
    awaitShown("By its rule it closes once each rater has given 40 answers.");
    press("Seal and start");
    awaitShown(
        "Planned here",
        "Sealed at the start",
        "0 of 53 answers",
        "Hedy",
        "By its rule it closes once each rater has given 40 answers. 0 of 1 raters have.");
    press("Close and reveal");
    awaitShown("A close now is early, and says so for good.");
    assertThat(sessions.list(sessions.heads(ada()), ada()))
        .anySatisfy(session -> {
          assertThat(session.title()).isEqualTo("Planned here");
          assertThat(shown()).contains(session.commitment());
        });
  }

  @Test
  @SuppressWarnings("unchecked")
  void aPlanOpensWithTheArmsOfRunsAndExperimentsThatItsAddressNames() {
    open("blind/new?arm=drawn:model=doodle-base&arm=gone-away");
    var arms = (MultiSelectComboBox<BlindArm>) find(MultiSelectComboBox.class).first();
    awaitThat(
        () ->
            arms.getValue().stream()
                .map(BlindArm::label)
                .toList()
                .equals(List.of("doodle-base · drawn", "doodle-base · gone-away")),
        () -> "the arms");
    assertThat(BlindPlanLink.address(List.of("a", "a", "b:model=x + y")))
        .isEqualTo("/blind/new?arm=a&arm=b%3Amodel%3Dx+%2B+y");
  }

  @Test
  @SuppressWarnings("unchecked")
  void anArmIsTypedByItsAddressAndWhatIsNotThereIsSaid() {
    open("blind/new?arm=drawn:cfg=5&arm=no-such");
    var arms = (MultiSelectComboBox<BlindArm>) find(MultiSelectComboBox.class).first();
    awaitThat(
        () -> String.valueOf(arms.getErrorMessage()).contains("is called \"no-such\""),
        () -> "what is wrong");
    type(arms, " drawn:cfg=9 ");
    awaitThat(
        () ->
            arms.getValue().stream()
                .map(BlindArm::label)
                .toList()
                .equals(List.of("CFG 5 · drawn", "CFG 9 · drawn")),
        () -> "both arms");
    assertThat(arms.isInvalid()).isFalse();
    type(arms, "drawn:cfg");
    awaitThat(arms::isInvalid, () -> "what is wrong");
    assertThat(arms.getErrorMessage()).contains("needs one value");
    assertThat(arms.getValue()).hasSize(2);
  }

  private static void type(MultiSelectComboBox<BlindArm> arms, String words) {
    ComponentUtil.fireEvent(arms, new MultiSelectComboBox.CustomValueSetEvent<>(arms, true, words));
  }

  @Test
  void aGuestIsNamedInThePlanAndGetsALinkOnThePageOfTheSession() {
    open("blind/new");
    var session =
        sessions.start(
            new BlindSetup(
                "With a guest",
                BlindForm.PAIRS,
                List.of(DRAWN_ARM, AWAY_ARM),
                List.of(),
                List.of("Zoe"),
                1,
                10),
            ada());
    open("blind/session/" + session.id());
    awaitShown("Guests", "Zoe", "no link yet");
    press("Make link");
    awaitShown("link waits to be used");
    press("Take back");
    awaitShown("Link 1, taken back");
    open("guest?token=none");
    awaitShown("This page is for guests", "You are signed in as");
  }

  @Test
  void aRaterAnswersOnTheirScreenAndTheLeaderSeesHowFarTheyAre() {
    var mary = people.add("Mary", Role.REVIEWER);
    var session = started("Rated on its screen", mary);
    as(
        Actor.of(mary),
        () -> {
          open("blind");
          awaitShown("Rated on its screen", "Rate, 0 of 53 of yours");
          assertThat(shown()).doesNotContain("doodle", "Plan a session");
          open("blind/rate/" + session.id());
          var sheet = elements("harmony-blind").getFirst();
          tell(
              sheet,
              "blind-said",
              "{\"json\": \"{\\\"position\\\":0,\\\"sending\\\":\\\"first-answer\\\",\\\"knew\\\":\\\"\\\",\\\"withdrawn\\\":false,\\\"answer\\\":{\\\"cannotTell\\\":false,\\\"intendedConflict\\\":false,\\\"choice\\\":\\\"both-bad\\\"},\\\"milliseconds\\\":900}\"}");
        });
    var task = rating.task(session.id(), Actor.of(mary)).orElseThrow();
    assertThat(task.places().getFirst().answer())
        .contains(BlindAnswer.ofPair(BlindAnswer.Choice.BOTH_BAD, false));
    open("blind/session/" + session.id());
    awaitShown("1 of 53 answers", "nobody is told which picture is whose", "Mary");
    assertThat(shown()).doesNotContain("What one may say");
  }

  @Test
  void closingTellsWhatOneMaySayAndOffersWhatWasSealed() {
    var session = started("To be closed", people.add("Alan", Role.REVIEWER));
    open("blind/session/" + session.id());
    awaitShown("0 of 53 answers");
    press("Close and reveal");
    roundTrip();
    var dialog = find(com.vaadin.flow.component.dialog.Dialog.class).first();
    assertThat(text(dialog)).contains("You started it.", "53 of 53 are not answered yet");
    within(UI.getCurrent().getElement());
    find(com.vaadin.flow.component.button.Button.class, dialog)
        .withText("Close and reveal")
        .first()
        .click();
    awaitShown("What one may say", "Nothing was answered.", "Published file");
  }

  @Test
  void anotherWhoClosesSaysWhyWhichStandsOnThePage() {
    var session = started("Closed by another", people.add("Alan of another", Role.REVIEWER));
    var hedy = people.add("Hedy of another", Role.RESEARCHER);
    as(
        Actor.of(hedy),
        () -> {
          open("blind/session/" + session.id());
          awaitShown("0 of 53 answers");
          press("Close and reveal");
          roundTrip();
          var dialog = find(com.vaadin.flow.component.dialog.Dialog.class).first();
          assertThat(text(dialog)).contains(people.local().name() + " started it.");
          within(UI.getCurrent().getElement());
          find(com.vaadin.flow.component.button.Button.class, dialog)
              .withText("Close and reveal")
              .first()
              .click();
          roundTrip();
          assertThat(sessions.find(session.id(), ada()).orElseThrow().isOpen()).isTrue();
          var reason = find(lab.harmony.design.ReasonDialog.class).first();
          find(com.vaadin.flow.component.textfield.TextArea.class, reason)
              .first()
              .setValue("The model was withdrawn.");
          find(com.vaadin.flow.component.button.Button.class, reason)
              .withText("Close and reveal")
              .first()
              .click();
          awaitShown("Hedy of another closed it: The model was withdrawn.");
        });
  }

  @Test
  void aRaterOfAClosedSessionSeesWhatWasSealedAndTakesThePublishedFile() {
    var emmy = people.add("Emmy", Role.REVIEWER);
    var session = started("Closed to Emmy", emmy);
    as(
        Actor.of(emmy),
        () -> {
          open("blind/rate/" + session.id());
          assertThat(elements("harmony-blind").getFirst().getProperty("sealed"))
              .isEqualTo(session.commitment());
        });
    sessions.close(session.id(), ada());
    as(
        Actor.of(emmy),
        () -> {
          open("blind/rate/" + session.id());
          awaitShown("Sealed at the start", session.commitment(), "Published file");
        });
    assertThat(new String(rating.published(session.id(), Actor.of(emmy)), UTF_8))
        .contains(session.commitment(), "nonce");
    assertThatThrownBy(() -> rating.published(session.id(), ada()))
        .hasMessageContaining("no closed session");
  }

  @Test
  void whatWasClosedAfterTheBackupThatTheLabWentBackToSaysSoAndTellsNothing() {
    var edith = people.add("Edith", Role.REVIEWER);
    var session = started("Void by a backup", edith);
    database
        .sql(
            """
            update blind_session set closed_at = timestamp with time zone '2026-11-20 10:15:00Z', closed_by = :by,
              close_sha256 = :close, ended = 'complete', voided = 'closed-since',
              voided_at = timestamp with time zone '2026-11-21 08:00:00Z' where id = :id
            """)
        .param("id", session.id().value())
        .param("by", ada().person().value())
        .param("close", "c".repeat(64))
        .update();
    open("blind/session/" + session.id());
    awaitShown(
        "Void. 0 of 53 answers",
        "It was closed on 20 Nov 2026, ",
        " by "
            + people.local().name()
            + ". The lab went back to a backup from before that on 21 Nov",
        "stands in the file that was published then",
        "What was answered before the backup is kept.",
        "c".repeat(64));
    assertThat(shown()).doesNotContain("Published file", "What one may say", "Close and reveal");
    as(
        Actor.of(edith),
        () -> {
          open("blind");
          awaitShown("Void by a backup", "✕ void", "What became of it, 0 of 53 of yours");
          assertThat(leadsTo("/blind/passport/" + session.id())).isFalse();
          open("blind/rate/" + session.id());
          awaitShown("closed after the backup that the lab went back to", session.commitment());
          assertThat(shown()).doesNotContain("Published file");
          assertThat(elements("harmony-blind").getFirst().getProperty("closed"))
              .isEqualTo("Nobody rates in it any more.");
        });
  }

  @Test
  void whoeverIsNoRaterIsToldSo() {
    var session = started("Not for her", people.add("Rosalind", Role.REVIEWER));
    open("blind/rate/" + session.id());
    awaitShown("There is nothing here for you to rate");
    open("blind/session/bk3f9q2ab");
    awaitShown("There is no such session");
  }

  @Test
  void theReviewOfItsFacesWaitsForARater() {
    var joan = people.add("Joan", Role.REVIEWER);
    started("Sealed from Joan", joan);
    as(
        Actor.of(joan),
        () -> {
          open("experiments/drawn/review");
          awaitShown("You rate these faces blind");
          assertThat(elements("harmony-review")).isEmpty();
        });
  }

  @Test
  void aRaterReadsTheirOwnPassportOnceTheSessionIsClosed() {
    var joan = people.add("Joan of passports", Role.REVIEWER);
    var session = started("With a passport", joan);
    for (var place : rating.task(session.id(), Actor.of(joan)).orElseThrow().places()) {
      rating.say(
          session.id(),
          new Said(
              place.position(),
              "passport-%d".formatted(place.position()),
              "",
              false,
              BlindAnswer.ofPair(BlindAnswer.Choice.LEFT, false),
              Duration.ofSeconds(3)),
          Actor.of(joan));
    }
    as(
        Actor.of(joan),
        () -> {
          open("blind");
          awaitShown("Look again or undo, ✓ 53 of 53 of yours");
          assertThat(leadsTo("/blind/rate/" + session.id())).isTrue();
          open("blind/passport/" + session.id());
          awaitShown("is open: what it seals is told once it is closed");
        });
    sessions.close(session.id(), ada());
    as(
        Actor.of(joan),
        () -> {
          open("blind");
          awaitShown("With a passport", "What came out, ✓ 53 of 53 of yours", "Your passport");
          assertThat(leadsTo("/blind/rate/" + session.id())).isTrue();
          open("blind/passport/" + session.id());
          awaitShown("How you rated in “With a passport”.", "Left preferred", "100 % (53 of 53)");
          assertThat(shown()).doesNotContain("doodle");
        });
    open("blind/session/" + session.id());
    awaitShown(
        "What one may say",
        "On one scale of strength",
        "Strengths of arms",
        "How far raters agree cannot be said",
        "nobody else rated the same");
    press("Show the answers of Joan of passports");
    awaitShown(
        "53 answers of Joan of passports",
        "is better",
        "shown again: for \"Same again\", answers, seconds and \"Left preferred\"");
    press("Show the answers of Joan of passports");
    assertThat(shown()).as("and closed again").doesNotContain("53 answers of Joan");
  }

  private boolean leadsTo(String address) {
    return find(com.vaadin.flow.component.html.Anchor.class).all().stream()
        .anyMatch(anchor -> anchor.getHref().equals(address));
  }

  @Test
  void aSessionFromElsewhereIsMarkedAsThatAndCanBeRemoved() {
    var rows =
        """
        rater,blind,position,showing,unit,archetype,emotion,cfg_scale,seed,left_arm,right_arm,cannot_tell,intended_conflict,eyes_mouth,brows_tension,holistic,choice,seconds
        1,true,1,first,1,stoic,happy,7,42,lora,,false,false,true,true,false,,2.5
        1,true,2,first,2,stoic,happy,7,42,base,,false,false,true,false,false,,2
        """;
    var session = imported.bring("From another lab", rows.getBytes(StandardCharsets.UTF_8), ada());
    open("blind/imported");
    awaitShown("Nothing of them was sealed here", "From another lab", "2 answers");
    open("blind/imported/" + session.id());
    awaitShown(
        "nothing was sealed here",
        session.sha256(),
        "lora reaches 67 % of the points",
        "over 1 face",
        "Rater 1");
    assertThat(shown()).doesNotContain("Published file");
    press("Remove");
    roundTrip();
    var dialog = find(com.vaadin.flow.component.dialog.Dialog.class).first();
    find(com.vaadin.flow.component.button.Button.class, dialog).withText("Remove").first().click();
    awaitShown("None yet.");
    assertThat(imported.find(session.id(), ada())).isEmpty();
  }

  @Test
  void thePageThatVerifiesAsksForAFile() {
    open("blind/verify");
    awaitShown("A file alone shows only whether it fits itself");
    assertThat(find(TextField.class).first().getLabel()).startsWith("SHA-256 that you noted");
  }
}
