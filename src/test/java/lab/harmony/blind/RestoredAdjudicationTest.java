package lab.harmony.blind;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import lab.harmony.blind.results.published.PublishedCheck;
import lab.harmony.blind.session.BlindArm;
import lab.harmony.blind.session.BlindForm;
import lab.harmony.blind.session.BlindSetup;
import lab.harmony.blind.session.SessionId;
import lab.harmony.people.People;
import lab.harmony.people.Role;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What becomes of a blind session in which somebody was asked where raters disagree when the lab
/// goes back to a backup in which it is open.
@Tag("process")
class RestoredAdjudicationTest extends RestoredBlindLab {

  /// Places of each rater: 48 pairs, and a tenth of them again.
  private static final int PLACES = 53;

  /// Backups of when nobody was asked yet, had not answered, and had answered all, and the close
  /// after that.
  @Test
  void itComesBackClosedAsItWasWhereTheBackupHasAllOfItAndIsVoidElse() throws Exception {
    SessionId asked;
    String close;
    try (var lab = start(here)) {
      var edda = lab.getBean(People.class).add("Edda", Role.REVIEWER).id();
      asked =
          lab.getBean(BlindSessions.class)
              .start(
                  new BlindSetup(
                      "Asked",
                      BlindForm.PAIRS,
                      List.of(
                          new BlindArm("base", "doodle-base"),
                          new BlindArm("anime", "doodle-anime")),
                      List.of(grace, linus),
                      2,
                      10),
                  ada(lab))
              .id();
      rate(lab, asked, grace, 0, PLACES);
      rate(lab, asked, linus, 0, PLACES);
      backups(here).make(folder.resolve("not-asked.zip"), false);
      var adjudications = lab.getBean(Adjudications.class);
      var disputed = adjudications.disputed(session(lab, asked), ada(lab)).orElseThrow();
      adjudications.begin(asked, edda, disputed, ada(lab));
      backups(here).make(folder.resolve("asked.zip"), false);
      rate(lab, asked, edda, 0, disputed.count());
      backups(here).make(folder.resolve("adjudicated.zip"), false);
      lab.getBean(BlindSessions.class).close(asked, ada(lab));
      close = closing(lab, asked).sha256();
    }
    for (var before : List.of("not-asked.zip", "asked.zip")) {
      restored(before);
      assertThat(states()).as(before).contains("Asked closed-since");
      noted();
    }
    restored("adjudicated.zip");
    try (var lab = started()) {
      assertThat(closing(lab, asked).voided()).isEmpty();
      var check =
          PublishedCheck.of(
                  new String(
                      lab.getBean(SessionRecords.class).published(asked, ada(lab)),
                      StandardCharsets.UTF_8))
              .against(close);
      assertThat(check.problems()).isEmpty();
      assertThat(check.adjudicationSha256()).isPresent();
    }
  }
}
