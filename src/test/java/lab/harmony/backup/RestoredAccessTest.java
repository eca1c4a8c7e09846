package lab.harmony.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import lab.harmony.audit.AuditActor;
import lab.harmony.audit.AuditEvent;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditSubject;
import lab.harmony.audit.AuditTrail;
import lab.harmony.backup.access.CarriedOver;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.LabDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Who comes in after a restore.
@Tag("process")
class RestoredAccessTest extends RestoredLab {

  @Test
  void whatWasTakenFromPeopleSinceStaysTakenAway() throws Exception {
    execute("update people set may_sign_in = false where id = '%s'".formatted(BOB));
    execute("update people set role = 'reader' where id = '%s'".formatted(ADA));
    execute("update person_password set digest = 'of now' where person = '%s'".formatted(ADA));
    execute("delete from user_credentials where credential_id = 'key-of-ada'");
    execute("delete from openid_link where subject = 'ada-at-work'");
    execute("update openid_link set person = '%s' where subject = 'bob-at-work'".formatted(ADA));
    execute("delete from openid_link where subject = 'ada-at-home'");
    account("ada-at-home", ADA);
    execute("delete from mail_choice where person = '%s'".formatted(ADA));
    execute("update mail_choice set address = 'bob@now.example.org'");

    var carried = restored().carried();

    assertThat(carried).isEqualTo(new CarriedOver(true, 0, 0, 0, 1, 1, 0, 1, 1, 2, 1, 0, 0));
    assertThat(column("select role from people where id = '%s'".formatted(ADA)))
        .containsExactly("reader");
    assertThat(comingIn()).containsExactlyInAnyOrder(OWNER, ADA);
    assertThat(column("select person from shut_out")).containsExactly(BOB);
    assertThat(column("select digest from person_password")).containsExactly("of now");
    assertThat(column("select credential_id from user_credentials"))
        .containsExactlyInAnyOrder("other-key-of-ada", "key-of-bob");
    assertThat(column("select subject || ' ' || person from openid_link"))
        .as("also one that signs in somebody else now")
        .containsExactlyInAnyOrder("ada-at-home " + ADA, "bob-at-work " + ADA);
    assertThat(column("select address from mail_choice"))
        .as("nobody is written to where they switched it off")
        .containsExactly("bob@now.example.org");
    assertThat(column("select id from access_token where revoked_at is null")).isEmpty();
    assertThat(carried.sentences())
        .contains(
            "1 person of the backup stays shut out.",
            "1 passkey of the backup stays removed.",
            "2 linked accounts of the backup stay removed.")
        .anySatisfy(one -> assertThat(one).contains("An owner lets people in again on People"));
  }

  @Test
  void whatWasClosedInTheBackupIsNotOpenedByThePresent() throws Exception {
    execute(
        "update people set may_sign_in = false, role = 'reader' where id = '%s'".formatted(BOB));
    back();
    execute("update people set may_sign_in = true, role = 'owner' where id = '%s'".formatted(BOB));
    restored();
    assertThat(comingIn()).containsExactlyInAnyOrder(OWNER, ADA);
    assertThat(column("select person from shut_out")).as("nor by name").containsExactly(BOB);
    assertThat(column("select role from people where id = '%s'".formatted(BOB)))
        .containsExactly("reader");
  }

  @Test
  void whatWaitedToBeToldIsNotToldByWhoeverRestoresIt() throws Exception {
    execute(
        """
        insert into outgoing_notice (recipient, kind, event, happened_at, title, path, state, tries,
          next_try, problem)
        values ('%s', 'mention', 'waits', now(), 'x', 'x', 'waiting', 2, now(), ''),
          (null, 'run', 'waits too', now(), 'x', 'x', 'waiting', 0, now(), ''),
          (null, 'run', 'told', now(), 'x', 'x', 'sent', 1, now(), '')
        """
            .formatted(ADA));
    execute(
        "insert into mail_mark (only_one, looked_to) values (1, timestamp with time zone '2026-11-01 00:00:00Z')");
    execute("update access_token set revoked_at = now()");
    back();
    for (var where : List.of("here", "on another machine")) {
      if (!where.equals("here")) {
        data = new DataFolder(folder.resolve("another"));
      }
      restored();
      assertThat(column("select event || ' ' || state from outgoing_notice"))
          .as(where)
          .containsExactlyInAnyOrder("waits failed", "waits too failed", "told sent");
      assertThat(column("select problem from outgoing_notice where state = 'failed'"))
          .allSatisfy(it -> assertThat(it).contains("waited when the backup was made"));
      assertThat(column("select looked_to from mail_mark"))
          .singleElement()
          .asString()
          .startsWith("2026-11-29");
    }
  }

  @Test
  void whoeverJoinedSinceIsStillThereAndComesInAsBefore() throws Exception {
    person("new-of-the-lab", "reviewer");
    password("new-of-the-lab", "chosen");
    passkey("new-key", "new-of-the-lab");
    account("new-at-home", "new-of-the-lab");
    account("new-at-work", "new-of-the-lab");
    execute("delete from openid_link where subject = 'new-at-home'");
    execute("delete from known_account where subject = 'new-at-work'");
    execute("insert into known_names (name, person) values ('Neu', 'new-of-the-lab')");
    var carried = restored().carried();
    assertThat(carried.joined()).isOne();
    assertThat(carried.counts()).containsEntry("joined", 1).doesNotContainKey("presentUnknown");
    assertThat(comingIn()).contains("new-of-the-lab");
    assertThat(column("select person from person_password where digest = 'chosen'"))
        .containsExactly("new-of-the-lab");
    assertThat(column("select credential_id from user_credentials")).contains("new-key");
    assertThat(column("select subject from known_account where person = 'new-of-the-lab'"))
        .as("whose they are or were")
        .containsExactlyInAnyOrder("new-at-home", "new-at-work");
    assertThat(column("select person from known_names where name = 'Neu'"))
        .containsExactly("new-of-the-lab");
  }

  @Test
  void whereTheDatabaseDoesNotSayWhoWasLetInNobodyIsButTheOwner() throws Exception {
    audience("shown", "link");
    back();
    reportsHere = Map.of("r1", "published-since");
    Files.write(LabDatabase.of(data).file(), new byte[30_000]);
    var carried = restored().carried();
    assertThat(comingIn()).containsExactly(OWNER);
    assertThat(column("select digest from person_password")).isEmpty();
    assertThat(column("select credential_id from user_credentials")).isEmpty();
    assertThat(column("select subject from openid_link")).isEmpty();
    assertThat(column("select subject from known_account"))
        .as("which make nobody new")
        .containsExactlyInAnyOrder("ada-at-work", "ada-at-home", "bob-at-work");
    assertThat(audiences()).containsExactlyInAnyOrder("shown named []", "published-since named []");
    assertThat(carried.known()).isFalse();
    assertThat(carried.reports()).as("what the backup knows").isOne();
    assertThat(carried.counts()).containsEntry("presentUnknown", 1);
    assertThat(carried.sentences().getFirst())
        .contains("does not say", "nobody but the lab's owner");
  }

  @Test
  void aDatabaseThatIsGoneSaysNothingEither() throws Exception {
    Files.createDirectories(data.root().resolve("runs/r1"));
    Files.delete(LabDatabase.of(data).file());
    assertThat(restored().carried().known()).isFalse();
    assertThat(comingIn()).containsExactly(OWNER);
  }

  @Test
  void whoStartsALabInThePlaceOfALostDatabaseOpensNothingByThat() throws Exception {
    started();
    anewInThePlaceOfALostDatabase();
    started();
    assertThat(column("select person from lab_owner")).doesNotContain(OWNER);
    assertThat(restored().carried().known()).isFalse();
    assertThat(comingIn()).containsExactly(OWNER);
    started();
    assertThat(restored().carried().known()).as("once the lab is the same again").isTrue();
  }

  @Test
  void whereNoOwnerWasNotedRunsAreKnownByNobodyButTheirLab() throws Exception {
    Files.createDirectories(data.root().resolve("runs/r1"));
    anewInThePlaceOfALostDatabase();
    started();
    assertThat(restored().carried().known()).isFalse();
    assertThat(comingIn()).containsExactly(OWNER);
  }

  @Test
  void whereNoOwnerWasNotedTheTrailIsKnownByNobodyButItsLab() throws Exception {
    AuditTrail.of(data, CLOCK)
        .record(AuditEvent.of(AuditKind.BACKUP_MADE, AuditActor.named("Ada"), AuditSubject.lab()));
    anewInThePlaceOfALostDatabase();
    started();
    assertThat(restored().carried().known()).isFalse();
    assertThat(comingIn()).containsExactly(OWNER);
  }

  @Test
  void whatAnUnreadableDatabaseKnewStaysClosedAlsoInALaterBackup() throws Exception {
    var first = copy("first");
    link("made-since");
    person("new-of-the-lab", "researcher");
    password("new-of-the-lab", "of then");
    var second = copy("second");
    Files.write(LabDatabase.of(data).file(), new byte[30_000]);

    restored(first);
    assertThat(restored(second).carried().known()).isTrue();

    assertThat(openLinks()).isEmpty();
    assertThat(comingIn()).containsExactly(OWNER);
    assertThat(column("select person from shut_out")).contains("new-of-the-lab");
    assertThat(column("select digest from person_password")).isEmpty();
  }

  @Test
  void inAnEmptyFolderAllIsAsInTheBackup() throws Exception {
    data = new DataFolder(folder.resolve("elsewhere"));
    reportsOfBackup = Map.of("r1", "shown");
    assertThat(restored().carried())
        .isEqualTo(new CarriedOver(true, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0));
    assertThat(audiences()).isEmpty();
    assertThat(column("select id from access_token where revoked_at is null")).isEmpty();
    assertThat(comingIn()).containsExactlyInAnyOrder(OWNER, ADA, BOB);
  }

  @Test
  void aLabThatWasOnlyTriedThereShutsNobodyOutAndLetsNobodyElseIn() throws Exception {
    link("shared");
    back();
    data = aLab("elsewhere", "1d9c1f7e-5a52-4c0e-9b39-2f6a1c8d7e41");
    started();
    Files.createDirectories(data.root().resolve("runs/drawn"));
    run("drawn");
    link("of-the-machine");
    restored();
    assertThat(comingIn()).containsExactlyInAnyOrder(OWNER, ADA, BOB);
    assertThat(openLinks()).containsExactly("shared");
    assertThat(column("select person from lab_owner")).containsExactly(OWNER);
    assertThat(column("select digest from person_password")).containsExactly("of then");
  }

  @Test
  void aBackupFromBeforePeopleHadIdsMakesNobodyTwo() throws Exception {
    data = new DataFolder(folder.resolve("names"));
    migrate("533");
    execute(
        """
        insert into scores (experiment, file_name, archetype, emotion, withdrawn, points,
          intended_conflict, note, scored_by, scored_at, recorded_by, recorded_at)
        values ('e', 'f', 'a', 'joy', false, 1, false, '', 'Grace', now(), 'Ada', now())
        """);
    back();
    migrate("latest");
    started();
    var grace = column("select id from people where name = 'Grace'");
    execute("update people set of_another_lab = true where name = 'Grace'");
    var everybody = column("select id from people");
    assertThat(grace).hasSize(1);

    assertThat(restored().carried().known()).isTrue();

    assertThat(column("select id from people")).containsExactlyInAnyOrderElementsOf(everybody);
    assertThat(column("select scored_by from scores")).isEqualTo(grace);
    assertThat(column("select id from people where of_another_lab")).isEqualTo(grace);
  }

  @Test
  void aBackupWhoseTablesHaveNotAllTheirColumnsYetGetsThoseOfToday() throws Exception {
    data = new DataFolder(folder.resolve("between"));
    migrate("810");
    person(OWNER, "owner");
    execute("update lab_owner set person = '%s'".formatted(OWNER));
    back();
    migrate("latest");
    restored();
    assertThat(column("select count(taken_out) from blind_closing")).containsExactly("0");
  }

  @Test
  void theOwnerOfABackupThatNotesNoneIsStillLetIn() throws Exception {
    data = new DataFolder(folder.resolve("unnoted"));
    migrate("543");
    person(OWNER, "owner");
    person(ADA, "reader");
    execute("update people set name = 'Eve' where id = '%s'".formatted(ADA));
    back();
    Files.write(LabDatabase.of(data).file(), new byte[30_000]);
    restored();
    assertThat(comingIn()).containsExactly(OWNER);
    started();
    assertThat(column("select person from lab_owner")).containsExactly(OWNER);
  }

  @Test
  void whatKeepsTheRestoreFromCarryingOverIsNotTakenForDamage() throws Exception {
    execute("alter table access_token add constraint kept check (revoked_at is null)");
    back();
    assertThat(from(archive))
        .isInstanceOfSatisfying(
            Restore.Outcome.Refused.class,
            refused ->
                assertThat(refused.reason())
                    .contains("KEPT", "Everything is as it was before.")
                    .doesNotContain("damaged"));
  }
}
