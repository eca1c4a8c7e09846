package lab.harmony.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import lab.harmony.DrawnExperiment;
import lab.harmony.blind.BlindRating;
import lab.harmony.blind.BlindSessions;
import lab.harmony.blind.SessionRecords;
import lab.harmony.blind.session.BlindAnswer;
import lab.harmony.blind.session.BlindArm;
import lab.harmony.blind.session.BlindForm;
import lab.harmony.blind.session.BlindSetup;
import lab.harmony.blind.session.Said;
import lab.harmony.blind.session.SessionId;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

@Tag("process")
class ReviewCommandTest {

  @TempDir Path folder;

  @BeforeEach
  void plant() {
    var workspace = folder.resolve("workspace");
    DrawnExperiment.copyPrompts(workspace);
    DrawnExperiment.of("old", "doodle-base", 42).write(workspace);
    DrawnExperiment.of("new", "doodle-anime", 42).write(workspace);
  }

  private LabProcess.Answer lab(String... words) {
    return new LabCall(folder).lab(words);
  }

  /// A session with answers.
  ///
  /// @param file where its published file goes, if it is closed
  private String session(boolean closed, Path file) {
    var id = new AtomicReference<String>("");
    new LabCall(folder)
        .with(context -> {
          var people = context.getBean(People.class);
          var sessions = context.getBean(BlindSessions.class);
          var rating = context.getBean(BlindRating.class);
          var ada = Actor.of(people.local());
          var grace = people.add("Grace", Role.REVIEWER);
          var session =
              sessions.start(
                  new BlindSetup(
                      "To be verified",
                      BlindForm.PAIRS,
                      List.of(
                          new BlindArm("old", "doodle-base"), new BlindArm("new", "doodle-anime")),
                      List.of(grace.id()),
                      1,
                      10),
                  ada);
          for (int position = 0; position < 5; position++) {
            rating.say(
                session.id(),
                new Said(
                    position,
                    "answer-of-" + position,
                    "",
                    false,
                    BlindAnswer.ofPair(BlindAnswer.Choice.LEFT, false),
                    Duration.ofSeconds(2)),
                Actor.of(grace));
          }
          if (closed) {
            sessions.close(session.id(), ada);
            write(file, context.getBean(SessionRecords.class).published(session.id(), ada));
          }
          id.set(session.id().value());
        });
    return id.get();
  }

  private static void write(Path file, byte[] content) {
    try {
      Files.write(file, content);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void rowsOfASessionFromElsewhereAreBroughtInWholeOrNotAtAll() throws IOException {
    var rows = folder.resolve("elsewhere.csv");
    Files.writeString(
        rows,
        """
        rater,blind,position,showing,unit,archetype,emotion,cfg_scale,seed,left_arm,right_arm,cannot_tell,intended_conflict,eyes_mouth,brows_tension,holistic,choice,seconds
        1,true,1,first,1,stoic,happy,7,42,old,new,false,false,,,,left,2.5
        2,true,1,first,1,stoic,happy,7,42,old,new,false,false,,,,right,1.5
        """);
    var json = lab("review", "import", rows.toString(), "--title", "Theirs", "--json").json();
    assertThat(json.path("answers").asInt()).isEqualTo(2);
    assertThat(json.path("title").asString()).isEqualTo("Theirs");
    assertThat(lab("review", "import", rows.toString()).out())
        .startsWith("2 answers of “elsewhere” are session ");
    Files.writeString(rows, Files.readString(rows).replace(",right,1.5", ",wrong,1.5"));
    var wrong = lab("review", "import", rows.toString());
    assertThat(wrong.code()).isOne();
    assertThat(wrong.err()).contains("Line 3:", "choice");
    Files.writeString(rows, "PAR1 and more");
    assertThat(lab("review", "import", rows.toString()).err())
        .contains("The file is Parquet", "as CSV");
    assertThat(lab("review", "import", folder.resolve("none.csv").toString()).code()).isNotZero();
  }

  @Test
  void aClosedSessionHoldsByItsFileAloneAndInItsLabByTheAuditTrailToo() throws IOException {
    var file = folder.resolve("session.json");
    var id = session(true, file);
    var alone = lab("review", "verify", file.toString());
    assertThat(alone.err()).isEmpty();
    assertThat(alone.code()).isZero();
    assertThat(alone.out())
        .startsWith("The file of session %s fits itself: 53 showings, 5 answers".formatted(id))
        .contains("Nothing from outside it was compared");
    var commitment =
        lab("review", "verify", file.toString(), "--json").json().path("commitment").asString();
    assertThat(lab("review", "verify", file.toString(), "--commitment", commitment).out())
        .startsWith("The mapping of session %s is what was sealed at its start".formatted(id));
    var close =
        lab("review", "verify", file.toString(), "--json").json().path("closeSha256").asString();
    assertThat(close).matches("[0-9a-f]{64}").isNotEqualTo(commitment);
    assertThat(
            lab("review", "verify", file.toString(), "--commitment", commitment, "--close", close)
                .out())
        .contains("all else in the file what its close wrote down");
    var other = lab("review", "verify", file.toString(), "--commitment", "0".repeat(64));
    assertThat(other.code()).isOne();
    assertThat(other.err()).contains("You noted 000");
    var here = lab("review", "verify", id);
    assertThat(here.code()).isZero();
    assertThat(here.out()).contains("The audit trail has this commitment since");
    var json = lab("review", "verify", id, "--json").json();
    assertThat(json.path("holds").asBoolean()).isTrue();
    assertThat(json.path("compared").asBoolean()).isTrue();
    assertThat(json.path("answers").asInt()).isEqualTo(5);
    assertThat(json.path("sealedAt").asString()).isNotEmpty();

    var text = Files.readString(file, StandardCharsets.UTF_8);
    Files.writeString(file, text.replace("doodle-anime", "doodle-enime"));
    var changed = lab("review", "verify", file.toString());
    assertThat(changed.code()).isOne();
    assertThat(changed.err()).contains("The mapping is not the one that was sealed");
    Files.writeString(file, text.replace("left", "right"));
    assertThat(lab("review", "verify", file.toString()).err()).contains("The answers were changed");
    Files.writeString(file, "{}");
    var none = lab("review", "verify", file.toString());
    assertThat(none.code()).isNotZero();
    assertThat(none.err()).contains("This is no file of a blind session");
  }

  @Test
  void aSessionThatIsClosedAsItWasAfterARestoreHoldsByWhatWasKeptOfItsClose() throws IOException {
    var id = session(false, folder.resolve("none.json"));
    var archive = folder.resolve("before-the-close.zip").toString();
    assertThat(lab("backup", archive).code()).isZero();
    new LabCall(folder)
        .with(context ->
            context
                .getBean(BlindSessions.class)
                .close(
                    SessionId.parse(id).orElseThrow(),
                    Actor.of(context.getBean(People.class).local())));
    assertThat(lab("review", "verify", id).out()).contains("and the same of the close");
    var restored = lab("restore", archive);
    assertThat(restored.code()).as(restored.err()).isZero();
    var holds = lab("review", "verify", id);
    assertThat(holds.err()).isEmpty();
    assertThat(holds.code()).isZero();
    assertThat(holds.out()).contains("what the lab kept of the close has the same SHA-256");

    new LabCall(folder)
        .with(context ->
            JdbcClient.create(context.getBean(DataSource.class))
                .sql("update blind_session set title = 'Another' where id = :id")
                .param("id", id)
                .update());
    var changed = lab("review", "verify", id);
    assertThat(changed.code()).isOne();

    new LabCall(folder)
        .with(context ->
            JdbcClient.create(context.getBean(DataSource.class))
                .sql(
                    "update blind_session set title = 'To be verified', closed_at = timestampadd(day,"
                        + " 1, closed_at) where id = :id")
                .param("id", id)
                .update());
    assertThat(lab("review", "verify", id).err())
        .as("the lab went back to no backup after such a close")
        .contains("The audit trail has no close of this session");
  }

  @Test
  void anOpenSessionAndOneThatIsNotThereAreToldApart() {
    var id = session(false, folder.resolve("none.json"));
    var open = lab("review", "verify", id);
    assertThat(open.code()).isNotZero();
    assertThat(open.err()).contains("Session %s is open".formatted(id));
    assertThat(open.out()).doesNotContain("doodle");
    assertThat(lab("review", "verify", "bk3f9q2ab").err())
        .contains("There is no blind session bk3f9q2ab");
    assertThat(lab("review", "verify", "no-such-file.json").err())
        .contains("there is no file no-such-file.json");
  }
}
