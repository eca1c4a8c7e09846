package lab.harmony.blind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import lab.harmony.accounts.Members;
import lab.harmony.blind.BlindRating.Taken;
import lab.harmony.blind.guests.BlindGuests;
import lab.harmony.blind.results.BlindReading;
import lab.harmony.blind.results.published.PublishedCheck;
import lab.harmony.blind.session.BlindProblem;
import lab.harmony.blind.session.Blindness;
import lab.harmony.blind.session.Ended;
import lab.harmony.blind.session.GuestWay;
import lab.harmony.blind.session.Voided;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.Person;
import lab.harmony.people.PersonId;
import lab.harmony.people.Role;
import lab.harmony.people.Roles;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.LabDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/// What becomes of blind sessions when the lab goes back to a backup in which they are open.
@Tag("process")
class RestoredSessionsTest extends RestoredBlindLab {

  @Test
  void whatWasClosedAfterTheBackupIsNotOpenAgain() throws Exception {
    var carried = restored("backup.zip");
    assertThat(carried.sessions()).isEqualTo(3);
    assertThat(carried.sentences())
        .anySatisfy(
            one -> assertThat(one).startsWith("3 blind sessions that are open in the backup"));
    assertThat(carried.counts()).containsEntry("blindSessionsClosed", 3);
    try (var lab = started()) {
      var rating = lab.getBean(BlindRating.class);
      var by = new Actor(grace);
      assertThat(rating.task(ratedOn, by)).as("nobody rates in it").isEmpty();
      assertThat(rating.say(ratedOn, said(20), by)).isEqualTo(Taken.LATE);
      assertThat(session(lab, ratedOn).answered()).as("what was given is kept").isEqualTo(10);
      var closing = closing(lab, ratedOn);
      assertThat(closing.voided()).contains(Voided.CLOSED_SINCE);
      assertThat(closing.sha256()).isEqualTo(closes.get(ratedOn));
      assertThat(closing.wentBack()).isPresent();
      assertThat(rating.ended(ratedOn, by).orElseThrow().heldBack().orElseThrow())
          .contains("closed after the backup", "stands in the file that was published then");
      var records = lab.getBean(SessionRecords.class);
      assertThatThrownBy(() -> records.published(ratedOn, ada(lab)))
          .isInstanceOf(BlindProblem.class)
          .hasMessageContaining("closed after the backup");
      assertThatThrownBy(() -> rating.published(ratedOn, by)).isInstanceOf(BlindProblem.class);
      assertThatThrownBy(() -> records.closedRecord(ratedOn)).isInstanceOf(BlindProblem.class);
      assertThatThrownBy(() -> lab.getBean(BlindReading.class).passport(ratedOn, by))
          .isInstanceOf(BlindProblem.class);
      assertThatThrownBy(() -> lab.getBean(BlindReading.class).rows(ratedOn, ada(lab)))
          .isInstanceOf(BlindProblem.class);
      assertThatThrownBy(() -> lab.getBean(BlindSessions.class).close(ratedOn, ada(lab)))
          .isInstanceOf(BlindProblem.class);

      assertThat(rating.task(open, by)).as("what nobody closed goes on").isPresent();
      assertThat(rating.say(open, said(10), by)).isEqualTo(Taken.KEPT);
    }
  }

  @Test
  void whatIsInTheBackupJustAsItWasClosedIsClosedAsItWas() throws Exception {
    restored("backup.zip");
    try (var lab = started()) {
      for (var session : List.of(answered, seenThrough)) {
        var closing = closing(lab, session);
        assertThat(closing.voided()).isEmpty();
        assertThat(closing.ended()).contains(Ended.COMPLETE);
        var check =
            PublishedCheck.of(
                    new String(
                        lab.getBean(SessionRecords.class).published(session, ada(lab)),
                        StandardCharsets.UTF_8))
                .against(Objects.requireNonNull(closes.get(session)));
        assertThat(check.problems()).isEmpty();
        assertThat(check.answers()).isEqualTo(53);
      }
      assertThat(session(lab, seenThrough).rater(linus).orElseThrow().blindness())
          .as("they saw the arms after the backup")
          .isEqualTo(Blindness.NOT_BLIND);
      assertThat(lab.getBean(BlindReading.class).told(session(lab, answered), ada(lab)))
          .isNotNull();
    }
  }

  @Test
  void answersThatWereTakenOutAfterTheBackupDoNotCountAsWhatWasClosed() throws Exception {
    execute("update blind_closing set taken_out = 1 where session = '%s'".formatted(answered));
    restored("backup.zip");
    assertThat(states()).contains("Answered closed-since", "Rated on closed-since");
  }

  @Test
  void whatWasAdjudicatedAfterTheBackupDoesNotCountAsWhatWasClosed() throws Exception {
    execute(
        "update blind_closing set adjudication_sha256 = 'other' where session = '%s'"
            .formatted(answered));
    restored("backup.zip");
    assertThat(states()).contains("Answered closed-since", "Seen through ");
  }

  @Test
  void whatWasTakenOutOfAGuestsAnswersStaysOutAndNoLinkHasTheNumberOfAnother() throws Exception {
    restored("backup.zip");
    try (var lab = started()) {
      assertThat(session(lab, open).rater(zoe).orElseThrow().answered()).isZero();
      var guests = lab.getBean(BlindGuests.class);
      guests.link(open, zoe, ada(lab));
      assertThat(guests.ways(open, ada(lab)).get(zoe))
          .extracting(GuestWay::number)
          .containsExactlyInAnyOrder(1, 2, 3);
      assertThat(guests.ways(open, ada(lab)).get(zoe))
          .as("why, too")
          .anySatisfy(way -> assertThat(way.out().orElseThrow().reason()).isEqualTo("Not Zoe."));
    }
  }

  @Test
  void itStaysKnownHoweverOftenAndHoweverFarOneGoesBack() throws Exception {
    restored("backup.zip");
    noted();
    assertThat(restored("backup.zip").sessions()).isEqualTo(3);
    noted();
    assertThat(restored("empty.zip").sessions()).as("it has none").isZero();
    noted();
    var carried = restored("backup.zip");
    assertThat(carried.sessions()).isEqualTo(3);
    assertThat(carried.counts())
        .as("nobody closed the one that is open")
        .doesNotContainKey("blindSessionsNotKnown");
    assertThat(states())
        .containsExactlyInAnyOrder(
            "Rated on closed-since", "Answered ", "Seen through ", "Open open");
  }

  @Test
  void whoCouldSeeTheArmsIsNotBlindAgainHoweverFarOneGoesBack() throws Exception {
    for (var archives :
        List.of(List.of("backup.zip"), List.of("empty.zip", "empty.zip", "backup.zip"))) {
      remove();
      aCopyOfTheLab();
      for (var archive : archives) {
        restored(archive);
        noted();
      }
      try (var lab = start(here)) {
        assertThat(blindness(lab, linus)).as("%s", archives).isEqualTo(Blindness.NOT_BLIND);
        assertThat(blindness(lab, grace)).as("%s", archives).isEqualTo(Blindness.BLIND);
        assertThat(session(lab, open).rater(zoe).orElseThrow().answered())
            .as("what was taken out of a guest's answers stays out: %s", archives)
            .isZero();
        assertThat(lab.getBean(BlindGuests.class).ways(open, ada(lab)).get(zoe))
            .extracting(GuestWay::number)
            .containsExactlyInAnyOrder(1, 2);
      }
    }
  }

  @Test
  void whoCouldSeeTheArmsWhileTheSessionWasGoneIsNotBlindInIt() throws Exception {
    restored("empty.zip");
    try (var lab = started()) {
      seesForAMoment(lab, grace);
    }
    restored("backup.zip");
    try (var lab = started()) {
      assertThat(blindness(lab, grace)).isEqualTo(Blindness.NOT_BLIND);
      assertThat(closing(lab, answered).voided())
          .as("its close wrote down that they were blind, and told it before")
          .isEmpty();
    }
  }

  @Test
  void whoCouldSeeArmsInALabThatNeverKnewOfTheSessionIsNotBlindInIt() throws Exception {
    FileSystemUtils.deleteRecursively(here.resolve("data"));
    restored("empty.zip");
    try (var lab = started()) {
      lab.getBean(Roles.class).give(grace, Role.RESEARCHER, ada(lab));
      var members = lab.getBean(Members.class);
      members.give(linus, Role.RESEARCHER, ada(lab), Optional.empty());
      members.give(linus, Role.REVIEWER, ada(lab), Optional.empty());
    }
    assertThat(restored("backup.zip").counts())
        .as("nor knows it whether they were closed since")
        .containsEntry("blindSessionsNotKnown", 4);
    try (var lab = started()) {
      assertThat(blindness(lab, grace)).isEqualTo(Blindness.NOT_BLIND);
      assertThat(blindness(lab, linus)).as("for a moment").isEqualTo(Blindness.NOT_BLIND);
    }
  }

  /// Whoever has no seat yet in a session can still be asked where its raters disagree.
  @Test
  void whoCouldSeeTheArmsAfterTheBackupIsNotBlindThoughNobodyHadAskedThemThen() throws Exception {
    PersonId rita;
    PersonId asked;
    try (var lab = start(here)) {
      var people = lab.getBean(People.class);
      rita = people.add("Rita", Role.REVIEWER).id();
      asked = people.add("Edda", Role.REVIEWER).id();
      var members = lab.getBean(Members.class);
      members.give(rita, Role.RESEARCHER, ada(lab), Optional.empty());
      members.give(rita, Role.REVIEWER, ada(lab), Optional.empty());
      var adjudications = lab.getBean(Adjudications.class);
      assertThat(adjudications.isBlind(session(lab, open), asked)).isTrue();
    }
    execute(
        "insert into blind_rater (session, person, number, not_blind_since) values ('%s', '%s', 9, current_timestamp)"
            .formatted(open, asked));
    restored("backup.zip");
    noted();
    restored("backup.zip");
    try (var lab = started()) {
      var adjudications = lab.getBean(Adjudications.class);
      assertThat(adjudications.isBlind(session(lab, open), rita)).as("for a moment").isFalse();
      assertThat(adjudications.isBlind(session(lab, open), asked)).as("with a seat").isFalse();
      assertThat(adjudications.askable(session(lab, open), ada(lab)))
          .extracting(Person::id)
          .doesNotContain(rita, asked);
    }
  }

  private static Blindness blindness(ConfigurableApplicationContext lab, PersonId rater) {
    return session(lab, open).rater(rater).orElseThrow().blindness();
  }

  @Test
  void itIsKnownOfALabThatWasBroughtUpToDateAndNotStartedSince() throws Exception {
    execute("drop table blind_closing");
    execute("alter table blind_session drop column voided");
    execute("alter table blind_session drop column voided_at");
    restored("backup.zip");
    assertThat(states())
        .as("by the answers that the database has itself")
        .containsExactlyInAnyOrder(
            "Rated on closed-since", "Answered ", "Seen through ", "Open open");
  }

  @Test
  void ofClosesThatWereNotWrittenDownNobodyKnowsWithHowManyAnswers() throws Exception {
    execute("drop table blind_closing");
    for (var column : List.of("voided", "voided_at", "close_format", "close_sha256", "ended")) {
      execute("alter table blind_session drop column " + column);
    }
    restored("backup.zip");
    assertThat(states())
        .containsExactlyInAnyOrder(
            "Rated on closed-since",
            "Answered closed-since",
            "Seen through closed-since",
            "Open open");
  }

  @Test
  void whoWasBlindInASessionThatIsClosedInTheBackupStaysAsItsCloseSays() throws Exception {
    // Here it was never closed, and its rater saw the arms.
    execute(
        "update blind_session set closed_at = null, closed_by = null where id = '%s'"
            .formatted(answered));
    execute("delete from blind_closing where session = '%s'".formatted(answered));
    for (var session : List.of(answered, open)) {
      execute(
          "update blind_rater set not_blind_since = now() where session = '%s' and person = '%s'"
              .formatted(session, grace));
    }
    restored("closed.zip");
    try (var lab = started()) {
      assertThat(session(lab, answered).rater(grace).orElseThrow().blindness())
          .as("closed in the backup")
          .isEqualTo(Blindness.BLIND);
      assertThat(session(lab, open).rater(grace).orElseThrow().blindness())
          .as("open in the backup")
          .isEqualTo(Blindness.NOT_BLIND);
      assertThat(
              PublishedCheck.of(
                      new String(
                          lab.getBean(SessionRecords.class).published(answered, ada(lab)),
                          StandardCharsets.UTF_8))
                  .against(Objects.requireNonNull(closes.get(answered)))
                  .problems())
          .isEmpty();
    }
  }

  @Test
  void whatWasSealedOtherwiseUnderTheSameNameMakesNobodyNotBlind() throws Exception {
    execute(
        "update blind_session set commitment = '%s' where id = '%s'"
            .formatted("0".repeat(64), open));
    execute("update blind_rater set not_blind_since = now() where session = '%s'".formatted(open));
    restored("backup.zip");
    try (var lab = started()) {
      assertThat(session(lab, open).rater(grace).orElseThrow().blindness())
          .isEqualTo(Blindness.BLIND);
    }
  }

  @Test
  void aFileVoidsNoSessionThatTheLabItselfHasOpen() throws Exception {
    String commitment;
    try (var lab = start(here)) {
      commitment = session(lab, open).commitment();
    }
    var note = here.resolve("workspace/notebooks/note.ipynb");
    Files.createDirectories(Objects.requireNonNull(note.getParent()));
    Files.writeString(note, ToldFiles.SEALED_UNDER + commitment);
    assertThat(restored("backup.zip").sessions()).isEqualTo(3);
    assertThat(states()).contains("Open open");
    FileSystemUtils.deleteRecursively(here.resolve("data"));
    restored("backup.zip");
    assertThat(states()).as("where no lab was, it is all that is known").contains("Open told");
  }

  @Test
  void whereTheDatabaseDoesNotSayNoSessionIsOpen() throws Exception {
    Files.write(LabDatabase.of(new DataFolder(here.resolve("data"))).file(), new byte[30_000]);
    assertThat(restored("backup.zip").sessions()).isEqualTo(4);
    assertThat(states())
        .containsExactlyInAnyOrder(
            "Rated on not-known", "Answered not-known", "Seen through not-known", "Open not-known");
    noted();
    assertThat(restored("backup.zip").sessions()).as("nor after going back again").isEqualTo(4);
    assertThat(states()).contains("Open not-known");
  }

  @Test
  void anotherMachineKnowsOfAClosedSessionWhatTheFilesOfItsWorkspaceTell() throws Exception {
    for (var told : List.of("nothing", "a published file", "a notebook", "a note")) {
      FileSystemUtils.deleteRecursively(here);
      var file = here.resolve("workspace/kept").resolve(told.replace(' ', '-') + ".json");
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      var commitment = PublishedCheck.of(published).commitment();
      switch (told) {
        case "a published file" -> Files.writeString(file, published);
        case "a notebook" ->
            Files.writeString(
                file.resolveSibling("told.ipynb"),
                "{\"origin\": \"Rated blind in this lab; sealed at its start under the SHA-256 %s.\"}"
                    .formatted(commitment));
        case "a note" ->
            Files.writeString(file, "{\"we rate under\": \"%s\"}".formatted(commitment));
        default -> {}
      }
      boolean isTold = List.of("a published file", "a notebook").contains(told);
      var carried = restored("backup.zip");
      assertThat(carried.sessions()).as(told).isEqualTo(isTold ? 1 : 0);
      assertThat(carried.counts()).containsEntry("blindSessionsNotKnown", isTold ? 3 : 4);
      assertThat(carried.sentences())
          .anySatisfy(
              one -> assertThat(one).contains("nothing here says whether they were closed since"));
      assertThat(states())
          .as(told)
          .containsExactlyInAnyOrder(
              isTold ? "Rated on told" : "Rated on open",
              "Answered open",
              "Seen through open",
              "Open open");
    }
  }
}
