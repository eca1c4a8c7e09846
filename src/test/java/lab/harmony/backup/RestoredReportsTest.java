package lab.harmony.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import lab.harmony.workspace.DataFolder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Who reads what after a restore, and by which links.
@Tag("process")
class RestoredReportsTest extends RestoredLab {

  @Test
  void aReportIsReadByNobodyWhoCouldNotReadItBeforeTheRestore() throws Exception {
    audience("narrowed", "named", ADA, BOB);
    audience("crossed", "link");
    audience("opened", "named", ADA);
    back();
    execute("delete from report_reader where line = 'narrowed' and person = '%s'".formatted(BOB));
    audience("new", "named", BOB);
    reportsOfBackup = Map.of("r1", "was-for-all");
    reportsHere = Map.of("r1", "was-for-all", "r2", "new");
    audience("was-for-all", "link");
    execute("update report_audience set audience = 'named' where line = 'crossed'");
    execute("insert into report_reader values ('crossed', '%s')".formatted(BOB));
    execute("delete from report_reader where line = 'opened'");
    execute("update report_audience set audience = 'team' where line = 'opened'");

    assertThat(restored().carried().reports())
        .as("of those that the backup knows, all but the one that it opens less")
        .isEqualTo(3);

    assertThat(audiences())
        .containsExactlyInAnyOrder(
            "narrowed named [%s]".formatted(ADA),
            "crossed named []",
            "opened named [%s]".formatted(ADA),
            "new named [%s]".formatted(BOB),
            "was-for-all link []");
  }

  @Test
  void aBackupOfALabThatKnewNoAudiencesGetsThoseOfThePresent() throws Exception {
    data = new DataFolder(folder.resolve("before"));
    migrate("563");
    execute(
        "insert into people (id, name, role, may_sign_in, known_since) values ('%1$s', '%1$s', 'owner', true, now())"
            .formatted(OWNER));
    execute("update lab_owner set person = '%s'".formatted(OWNER));
    person(BOB, "researcher");
    execute("insert into given_report_version (line, number) values ('secret', 1)");
    back();
    migrate("latest");
    audience("secret", "named");
    execute("update people set may_sign_in = false where id = '%s'".formatted(BOB));
    assertThat(restored().carried().reports()).isOne();
    assertThat(audiences()).containsExactly("secret named []");
    assertThat(comingIn()).containsExactly(OWNER);
  }

  @Test
  void aReportThatWasTakenBackIsReadByItsAuthorsAloneWhenItComesBack() throws Exception {
    reportsOfBackup = Map.of("r1", "taken-back", "r2", "revised", "r3", "revised", "r4", "kept");
    reportsHere = Map.of("r2", "revised", "r4", "kept");
    audience("taken-back", "named", BOB);
    back();
    var carried = restored().carried();
    assertThat(audiences()).containsExactlyInAnyOrder("taken-back named []", "revised named []");
    assertThat(carried.takenBack()).isEqualTo(2);
    assertThat(carried.reports()).isZero();
    assertThat(carried.counts()).containsEntry("reportsTakenBack", 2);
    assertThat(carried.sentences())
        .anySatisfy(one -> assertThat(one).startsWith("2 reports that were not there any more"));
  }

  @Test
  void aLinkThatWasRevokedStaysSoHoweverOftenSomebodyGoesBack() throws Exception {
    var first = copy("first");
    link("made-since");
    link("open");
    var second = copy("second");
    execute(
        "update share_link set revoked_at = timestamp with time zone '2026-11-29 11:00:00Z' where id = 'made-since'");

    restored(first);
    assertThat(restored(second).carried().links()).isOne();

    assertThat(openLinks()).containsExactly("open");
  }
}
