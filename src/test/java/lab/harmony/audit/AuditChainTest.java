package lab.harmony.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The chain of entries: what it is sealed by, and what of changes to it is found.
@Tag("unit")
class AuditChainTest extends AuditTrailLab {

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
}
