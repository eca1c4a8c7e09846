package lab.harmony.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import lab.harmony.people.Actor;
import lab.harmony.people.PersonId;
import lab.harmony.workspace.MigratedDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

@Tag("unit")
class AuditTrailTest {

  private static final Instant NOON = Instant.parse("2026-11-29T12:00:00.123456Z");
  private static final String COLUMNS =
      "number, happened_at, who, kind, about, subject, details, previous, hash";

  @TempDir Path folder;
  private JdbcClient database;
  private HeadFile file;
  private AuditTrail trail;

  @BeforeEach
  void aTrail() {
    var source = MigratedDatabase.inMemory();
    database = JdbcClient.create(source);
    file = new HeadFile(folder.resolve("audit/head.json"));
    trail =
        new AuditTrail(
            database,
            new JdbcTransactionManager(source),
            Optional.of(file),
            Clock.fixed(NOON, ZoneOffset.UTC));
  }

  /// Computed by a program of another language from the form that docs/security.md states.
  @Test
  void theHashOfAnEntryIsThatOfItsStatedForm() {
    var entry =
        AuditEntry.after(
            AuditHead.BEFORE_THE_FIRST,
            Instant.parse("2026-11-29T11:29:05.123999Z"),
            "person Ada 😀",
            AuditEvent.of(
                    AuditKind.SHARE_LINK_MADE,
                    AuditActor.named("Ada 😀"),
                    new AuditSubject(
                        AuditSubject.Kind.SHARE_LINK, "7f0c9d1e-0000-4000-8000-000000000001"))
                .with("report", "2026-11-29-baseline")
                .with("days", 7));
    assertThat(entry.hash())
        .isEqualTo("c17772d5ee00e179284145989bdba4b4020a001b7460d037e89df387af365856");
  }

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
  void aTrailWithoutEntriesIsWhole() {
    assertThat(trail.verify().isWhole()).isTrue();
    assertThat(trail.verify().sentence()).contains("no entries yet");
  }

  @ParameterizedTest
  @ValueSource(strings = {"happened_at", "who", "kind", "about", "subject", "details", "hash"})
  void whatIsChangedInAnEntryIsFound(String column) {
    record(5);
    database.sql("update audit_entry set %s = 'other' where number = 3".formatted(column)).update();
    assertThat(trail.verify().problems()).contains(new AuditProblem.Changed(3));
    assertThat(trail.verify().problems())
        .filteredOn(problem -> !(problem instanceof AuditProblem.Unlinked))
        .containsExactly(new AuditProblem.Changed(3));
    assertThat(trail.list(AuditQuery.EVERYTHING, Long.MAX_VALUE, 10)).hasSize(5);
  }

  @Test
  void anEntryWhoseHashWasMadeAnewDoesNotFitTheNext() {
    record(5);
    rewrite(3, 3);
    assertThat(trail.verify().problems()).containsExactly(new AuditProblem.Unlinked(4));
  }

  @Test
  void aChainThatWasWrittenAnewToItsEndDoesNotFitTheFile() {
    record(5);
    rewrite(3, 5);
    assertThat(trail.verify().problems())
        .singleElement()
        .isInstanceOfSatisfying(
            AuditProblem.CutOff.class,
            problem ->
                assertThat(problem.sentence())
                    .contains("Entry 5 is another one than " + file.file() + " knows"));
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,2", "2,4"})
  void whatWasRemovedBeforeTheEndIsFound(long first, long last) {
    record(5);
    database
        .sql("delete from audit_entry where number between ? and ?")
        .params(first, last)
        .update();
    assertThat(trail.verify().problems()).containsExactly(new AuditProblem.Missing(first, last));
  }

  @Test
  void entriesInAnotherOrderAreFound() {
    record(5);
    swap(2, 4);
    assertThat(trail.verify().problems())
        .contains(new AuditProblem.Changed(2), new AuditProblem.Changed(4));
  }

  @Test
  void anEndThatWasCutOffIsFoundByTheDatabaseAndByTheFile() {
    record(5);
    database.sql("delete from audit_entry where number > 3").update();
    assertThat(trail.verify().problems())
        .containsExactly(
            new AuditProblem.OtherEnd(3, 5), new AuditProblem.CutOff(5, 3, file.file().toString()));
  }

  @Test
  void anEndThatWasCutOffWithCareIsFoundByTheFileAlsoAfterTheChainHasGoneOn() {
    record(5);
    cutOffAfter(3);
    assertThat(trail.verify().problems())
        .containsExactly(new AuditProblem.CutOff(5, 3, file.file().toString()));
    record(4);
    assertThat(trail.verify().problems())
        .containsExactly(new AuditProblem.CutOff(5, 7, file.file().toString()));
  }

  @Test
  void anEntryOfSomebodyElseIsFound() {
    record(2);
    database
        .sql(
            "insert into audit_entry (%s) select 3, happened_at, who, kind, about, subject, details, hash, hash from audit_entry where number = 2"
                .formatted(COLUMNS))
        .update();
    assertThat(trail.verify().problems())
        .contains(new AuditProblem.Changed(3), new AuditProblem.OtherEnd(3, 2));
  }

  @Test
  void aFileThatIsGoneOrCannotBeReadIsTold() throws Exception {
    record(2);
    Files.writeString(file.file(), "{");
    assertThat(trail.verify().problems()).singleElement().isInstanceOf(AuditProblem.NotNoted.class);
    Files.delete(file.file());
    assertThat(trail.verify().problems())
        .singleElement()
        .isInstanceOfSatisfying(
            AuditProblem.NotNoted.class,
            problem -> assertThat(problem.sentence()).contains("it is missing"));
  }

  @Test
  void nobodyButTheOwnerReadsWhereTheTrailEnds() throws Exception {
    record(1);
    var audit = file.file().resolveSibling(".").normalize();
    assertThat(Files.getPosixFilePermissions(audit))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    for (var name : List.of("head.json", "head.lock")) {
      assertThat(Files.getPosixFilePermissions(audit.resolve(name)))
          .as(name)
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
  }

  @Test
  void aFileThatIsBehindIsNoProblem() {
    record(2);
    var before = file.read().readable().orElseThrow().orElseThrow();
    record(2);
    file.reset(before);
    assertThat(trail.verify().isWhole()).isTrue();
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
  void aTrailThatWasAcceptedGoesOnAndSaysSo() {
    record(5);
    cutOffAfter(3);
    assertThat(trail.accept(AuditActor.named("Ada")).isWhole()).isFalse();
    record(1);
    assertThat(trail.verify().isWhole()).isTrue();
    var accepted = trail.list(AuditQuery.EVERYTHING, Long.MAX_VALUE, 10).get(1);
    assertThat(accepted.kind()).isEqualTo("trail-accepted");
    assertThat(accepted.facts().get("first")).contains("entries at the end were removed");
    assertThat(accepted.facts().get("noted")).startsWith("5 ");

    database.sql("delete from audit_head").update();
    trail.accept(AuditActor.named("Ada"));
    assertThat(trail.verify().isWhole()).isTrue();
  }

  @Test
  void whatWasAcceptedIsToldApartAndWhatIsChangedLaterIsFound() {
    record(7);
    database.sql("update audit_entry set subject = 'other' where number = 2").update();
    database.sql("delete from audit_entry where number = 4").update();
    rewrite(6, 6);
    assertThat(trail.verify().found()).isEqualTo(3);
    trail.accept(AuditActor.named("Ada"));
    record(1);
    assertThat(trail.verify().problems()).isEmpty();
    assertThat(trail.verify().isWhole()).isTrue();
    assertThat(trail.verify().accepted())
        .singleElement()
        .satisfies(accepted -> {
          assertThat(accepted.by().number()).isEqualTo(8);
          assertThat(accepted.problems())
              .containsExactly(
                  new AuditProblem.Changed(2),
                  new AuditProblem.Missing(4, 4),
                  new AuditProblem.Unlinked(7));
          assertThat(accepted.sentence()).startsWith("Entry 8 accepts 3 things before it");
        });

    database.sql("update audit_entry set subject = 'again' where number = 2").update();
    assertThat(trail.verify().problems())
        .contains(new AuditProblem.Changed(2), new AuditProblem.NotAsAccepted(8));
    trail.accept(AuditActor.named("Ada"));
    assertThat(trail.verify().isWhole()).isTrue();
    database.sql("update audit_entry set subject = 'later' where number = 9").update();
    assertThat(trail.verify().problems()).contains(new AuditProblem.Changed(9));
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

  private void record(int many) {
    IntStream.range(0, many).forEach(number -> trail.record(event("e" + number)));
  }

  private static AuditEvent event(String experiment) {
    return AuditEvent.of(
            AuditKind.SCORES_EXPORTED, AuditActor.named("Ada"), AuditSubject.experiment(experiment))
        .with("columns", "complete");
  }

  /// Puts another subject into the first of these entries, and makes hashes that fit up to the
  /// last.
  private void rewrite(long first, long last) {
    var before = entry(first - 1).head();
    for (long number = first; number <= last; number++) {
      var old = entry(number);
      var changed =
          new AuditEntry(
              number,
              old.at(),
              old.who(),
              old.kind(),
              old.about(),
              number == first ? "other" : old.subject(),
              old.details(),
              before.hash(),
              "");
      before = new AuditHead(number, changed.computedHash());
      database
          .sql("update audit_entry set subject = ?, previous = ?, hash = ? where number = ?")
          .params(changed.subject(), changed.previous(), before.hash(), number)
          .update();
    }
    if (last == database.sql("select max(number) from audit_entry").query(Long.class).single()) {
      database.sql("update audit_head set hash = ?").param(before.hash()).update();
    }
  }

  private AuditEntry entry(long number) {
    return trail.list(AuditQuery.EVERYTHING, number + 1, 1).getFirst();
  }

  private void cutOffAfter(long number) {
    database.sql("delete from audit_entry where number > ?").param(number).update();
    database
        .sql("update audit_head set number = ?, hash = ?")
        .params(number, entry(number).hash())
        .update();
  }

  private void swap(long one, long other) {
    for (var move : List.of(Map.entry(one, -1L), Map.entry(other, one), Map.entry(-1L, other))) {
      database
          .sql("update audit_entry set number = ? where number = ?")
          .params(move.getValue(), move.getKey())
          .update();
    }
  }

  private List<Long> numbers(AuditQuery query) {
    return trail.list(query, Long.MAX_VALUE, 10).stream().map(AuditEntry::number).toList();
  }

  private static AuditQuery query(String part, String value) {
    return new AuditQuery(
        Optional.empty(),
        Optional.empty(),
        Optional.of(value).filter(_ -> part.equals("who")),
        Optional.of(value).filter(_ -> part.equals("kind")),
        Optional.of(value).filter(_ -> part.equals("about")),
        List.of());
  }

  private static AuditQuery words(String... words) {
    return new AuditQuery(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(words));
  }

  private static AuditQuery between(Instant from, Instant until) {
    return new AuditQuery(
        Optional.of(from),
        Optional.of(until),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }
}
