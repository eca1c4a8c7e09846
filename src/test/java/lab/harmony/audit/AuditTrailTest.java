package lab.harmony.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import lab.harmony.people.Actor;
import lab.harmony.people.PersonId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is written down, how it is kept, and how it is found again.
@Tag("unit")
class AuditTrailTest extends AuditTrailLab {

  @Test
  void entriesFollowEachOtherFromTheFirstAndTheFileKnowsTheLast() {
    record(3);
    var entries = trail.list(AuditQuery.EVERYTHING, Long.MAX_VALUE, 10);
    assertThat(entries).extracting(AuditEntry::number).containsExactly(3L, 2L, 1L);
    assertThat(entries.get(2).previous()).isEqualTo("0".repeat(64));
    assertThat(entries.get(0).previous()).isEqualTo(entries.get(1).hash());
    assertThat(entries.get(0).time()).contains(NOON.truncatedTo(ChronoUnit.MILLIS));
    assertThat(file.read().readable().orElseThrow()).contains(entries.getFirst().head());
    var verdict = trail.verify();
    assertThat(verdict.isWhole()).isTrue();
    assertThat(verdict.sentence())
        .isEqualTo(
            "The audit trail is whole: 3 entries, from 2026-11-29T12:00:00.123Z to"
                + " 2026-11-29T12:00:00.123Z.");
  }

  @Test
  void whatIsTakenBackLeavesNoEntryAndNoGap() {
    record(1);
    assertThatThrownBy(() ->
            trail.together(() -> {
              trail.record(event("taken-back"));
              throw new IllegalStateException("no");
            }))
        .hasMessage("no");
    record(1);
    assertThat(trail.list(AuditQuery.EVERYTHING, Long.MAX_VALUE, 10))
        .extracting(AuditEntry::number)
        .containsExactly(2L, 1L);
    assertThat(trail.verify().isWhole()).isTrue();
  }

  @Test
  void whatFailsBeforeItIsWrittenDownIsToldTooAndDoesNotGoUp() {
    assertThat(
            trail.recordOrTell(
                AuditKind.SIGNED_OUT,
                () -> {
                  throw new IllegalStateException("nobody here has that id");
                }))
        .get()
        .asString()
        .contains("Signed out", "nobody here has that id");
    assertThat(trail.missed().events()).isOne();
  }

  @Test
  void whoMustNotBeRefusedDoesNotWaitLongForAnotherWhoWrites() throws Exception {
    var holds = new CountDownLatch(1);
    var told = new CompletableFuture<Boolean>();
    try (var others = Executors.newSingleThreadExecutor()) {
      var other =
          others.submit(() ->
              trail.together(() -> {
                holds.countDown();
                return told.join();
              }));
      assertThat(holds.await(60, TimeUnit.SECONDS)).isTrue();
      assertThat(trail.recordOrTell(event("waits"))).isPresent();
      assertThat(other).isNotDone();
      told.complete(true);
      assertThat(other.get()).isTrue();
    }
    assertThat(trail.recordOrTell(event("goes-on"))).isEmpty();
  }

  @Test
  void whatCannotBeWrittenDownIsRefusedOrTold() {
    record(1);
    database.sql("delete from audit_head").update();
    assertThatThrownBy(() -> trail.record(event("one")))
        .isInstanceOf(NotRecorded.class)
        .hasMessageContaining("was not done")
        .hasMessageContaining("lost its end");
    assertThat(trail.recordOrTell(event("one"))).get().asString().contains("lost its end");
    assertThat(trail.missed().events()).isOne();
    assertThat(trail.verify().problems()).containsExactly(new AuditProblem.OtherEnd(1, 0));
  }

  @Test
  void entriesAreFoundByTimePersonKindSubjectAndWords() {
    trail.record(
        AuditEvent.of(
            AuditKind.SCORES_EXPORTED,
            AuditActor.named("Ada"),
            AuditSubject.experiment("base_line")));
    trail.record(
        AuditEvent.of(
            AuditKind.REPORT_PUBLISHED, AuditActor.named("Ben"), AuditSubject.report("baseXline")));
    trail.record(
        AuditEvent.of(AuditKind.BACKUP_MADE, new AuditActor.Lab(), AuditSubject.lab())
            .with("files", 100));
    assertThat(numbers(query("who", "person Ben"))).containsExactly(2L);
    assertThat(numbers(query("who", "lab"))).containsExactly(3L);
    assertThat(numbers(query("kind", "scores-exported"))).containsExactly(1L);
    assertThat(numbers(query("about", "report"))).containsExactly(2L);
    assertThat(numbers(words("BASE_line"))).containsExactly(1L);
    assertThat(numbers(words("base", "line"))).containsExactly(2L, 1L);
    assertThat(numbers(words("100"))).containsExactly(3L);
    assertThat(numbers(words("%"))).isEmpty();
    assertThat(numbers(between(NOON.minusSeconds(1), NOON.plusSeconds(1)))).hasSize(3);
    assertThat(numbers(between(NOON.plus(Duration.ofDays(1)), NOON.plus(Duration.ofDays(2)))))
        .isEmpty();
    assertThat(trail.count(words("base"))).isEqualTo(2);
    assertThat(trail.everybody())
        .containsExactly(
            Map.entry("lab", "the lab itself"),
            Map.entry("person Ada", "Ada"),
            Map.entry("person Ben", "Ben"));
  }

  @Test
  void aPersonIsOneWhateverTheyAreCalled() {
    var id = new PersonId("0d9c1f7e-5a52-4c0e-9b39-2f6a1c8d7e40");
    database
        .sql(
            "insert into people (id, name, role, may_sign_in, known_since) values (?, 'Ada Byron',"
                + " 'owner', true, now())")
        .param(id.value())
        .update();
    trail.record(AuditEvent.of(AuditKind.SIGNED_OUT, new Actor(id), AuditSubject.lab()));
    database.sql("update people set name = 'Ada Lovelace'").update();
    trail.record(AuditEvent.of(AuditKind.SIGNED_OUT, new Actor(id), AuditSubject.lab()));
    trail.record(
        AuditEvent.of(AuditKind.SIGNED_OUT, AuditActor.named("Ada Byron"), AuditSubject.lab()));
    assertThat(trail.list(AuditQuery.EVERYTHING, Long.MAX_VALUE, 10))
        .extracting(entry -> AuditActor.words(entry.who()))
        .containsExactly("Ada Byron", "Ada Lovelace", "Ada Byron");
    assertThat(trail.everybody())
        .containsOnly(
            Map.entry("person " + id, "Ada Lovelace"), Map.entry("person Ada Byron", "Ada Byron"));
    assertThat(numbers(query("who", "person " + id))).containsExactly(2L, 1L);
    assertThat(numbers(query("who", "person Ada Byron"))).containsExactly(3L, 1L);
    assertThat(trail.verify().isWhole()).isTrue();
  }

  @Test
  void entriesComeInPartsBehindTheLastOneThatIsKnown() {
    record(7);
    var first = trail.list(AuditQuery.EVERYTHING, Long.MAX_VALUE, 3);
    record(1);
    var second = trail.list(AuditQuery.EVERYTHING, first.getLast().number(), 3);
    assertThat(first).extracting(AuditEntry::number).containsExactly(7L, 6L, 5L);
    assertThat(second).extracting(AuditEntry::number).containsExactly(4L, 3L, 2L);
  }

  @Test
  void textsOfStrangersAreKeptShortAndCleanAndVerify() {
    trail.record(
        AuditEvent.of(
                AuditKind.SCORES_EXPORTED,
                AuditActor.named("a\u001b[2Jb\nc"),
                AuditSubject.experiment("half \ud800 letter"))
            .with("long", "😀".repeat(600)));
    var entry = trail.list(AuditQuery.EVERYTHING, Long.MAX_VALUE, 1).getFirst();
    assertThat(AuditActor.words(entry.who())).isEqualTo("a [2Jb c");
    assertThat(entry.subject()).isEqualTo("half \ufffd letter");
    assertThat(entry.facts().get("long")).hasSizeLessThanOrEqualTo(1000).endsWith("😀…");
    assertThat(trail.verify().isWhole()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0x202A, 0x202E, 0x2066, 0x2069, 0x200F, 0x061C})
  void marksThatTurnTheDirectionOfTextAreNotKept(int mark) {
    var name = "a" + Character.toString(mark) + "b";
    trail.record(
        AuditEvent.of(
                AuditKind.SCORES_EXPORTED, AuditActor.named(name), AuditSubject.experiment(name))
            .with("file", name));
    var entry = trail.list(AuditQuery.EVERYTHING, Long.MAX_VALUE, 1).getFirst();
    assertThat(entry.who()).isEqualTo("person a\ufffdb");
    assertThat(entry.subject()).isEqualTo("a\ufffdb");
    assertThat(entry.facts()).containsEntry("file", "a\ufffdb");
  }

  @Test
  void twoOfOneNameAreToldApartByTheirIds() {
    for (var id : List.of("0d9c1f7e", "1d9c1f7e")) {
      var whole = id + "-5a52-4c0e-9b39-2f6a1c8d7e40";
      database
          .sql(
              "insert into people (id, name, role, may_sign_in, known_since) values (?, 'Ada',"
                  + " 'owner', true, now())")
          .param(whole)
          .update();
      trail.record(
          AuditEvent.of(AuditKind.SIGNED_OUT, new Actor(new PersonId(whole)), AuditSubject.lab()));
    }
    assertThat(trail.everybody().values()).containsExactly("Ada (0d9c1f7e)", "Ada (1d9c1f7e)");
  }

  @Test
  void noTwoKindsHaveOneCode() {
    assertThat(AuditKind.values()).extracting(AuditKind::code).doesNotHaveDuplicates();
    assertThat(AuditKind.values())
        .allSatisfy(kind -> assertThat(AuditKind.of(kind.code())).contains(kind));
    assertThat(AuditKind.words("of-a-later-lab")).isEqualTo("of-a-later-lab");
  }
}
