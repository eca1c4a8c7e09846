package lab.harmony.review;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import lab.harmony.DrawnExperiment;
import lab.harmony.people.People;
import lab.harmony.people.Somebody;
import lab.harmony.review.marks.Checklist;
import lab.harmony.review.marks.Face;
import lab.harmony.review.marks.Mark;
import lab.harmony.review.marks.Score;
import lab.harmony.runs.ImageId;
import lab.harmony.workspace.LabDatabase;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.migration.JavaMigration;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// A lab starts on the scores of the version before, which kept the names of three people.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
@DirtiesContext
@ActiveProfiles("headless")
@Tag("unit")
@Tag("lab")
class ScoresBeforePeopleTest {

  private static final DrawnExperiment DRAWN = DrawnExperiment.of("drawn", "doodle-base", 42);

  @TempDir static Path folder;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    var source = new JdbcDataSource();
    source.setURL("jdbc:h2:mem:scores-before-people;DB_CLOSE_DELAY=-1");
    source.setUser(LabDatabase.USER);
    source.setPassword(LabDatabase.PASSWORD);
    Flyway.configure()
        .dataSource(source)
        .locations("filesystem:src/main/resources/db/migration")
        .javaMigrations(inJava("lab.harmony.runs.store.RunColumnsMigration"))
        .target("532")
        .load()
        .migrate();
    var database = JdbcClient.create(source);
    for (int face = 0; face < 30; face++) {
      score(database, face, "ada", false);
      if (face % 3 == 0) {
        score(database, face, "grace", false);
      }
    }
    score(database, 40, "Ada Lovelace", false);
    score(database, 1, "ada", true);
    DrawnExperiment.copyPrompts(folder);
    DRAWN.write(folder);
    registry.add("harmony.workspace", folder::toString);
    registry.add("harmony.data", () -> folder.resolve("data").toString());
    registry.add("harmony.person", () -> "ada");
    registry.add("spring.datasource.url", source::getURL);
    registry.add("spring.datasource.username", () -> LabDatabase.USER);
    registry.add("spring.datasource.password", () -> LabDatabase.PASSWORD);
  }

  private static JavaMigration inJava(String name) {
    try {
      var made = Class.forName(name).getDeclaredConstructor();
      made.setAccessible(true);
      return (JavaMigration) made.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Everybody says something else of a face.
  private static Checklist said(int face, String by) {
    int number = face + by.length();
    return new Checklist(number % 2 == 0, number % 3 == 0, number % 5 == 0);
  }

  private static void score(JdbcClient database, int face, String by, boolean withdrawn) {
    var said = said(face, by);
    database
        .sql(
            """
            insert into scores (experiment, run, image_index, file_name, archetype, emotion,
              withdrawn, eyes_mouth, brows_tension, holistic, points, intended_conflict, note,
              scored_by, scored_at, recorded_by, recorded_at)
            values ('drawn', :run, :face, 'face.png', 'soft', 'sad', :withdrawn, :eyes, :brows,
              :whole, :points, false, '', :by, current_timestamp, :by, current_timestamp)
            """)
        .param("run", DRAWN.run())
        .param("face", face)
        .param("withdrawn", withdrawn)
        .param("eyes", said.eyesMouthAgree())
        .param("brows", said.browsTensionAgree())
        .param("whole", said.holisticCoherence())
        .param("points", said.points())
        .param("by", by)
        .update();
  }

  @Autowired Scores scores;
  @Autowired People people;

  @Test
  void everyRaterKeepsTheirScoresAndTheAgreementIsWhatItWas() {
    assertThat(
            scores.current("drawn").stream()
                .collect(groupingBy(score -> score.scoredBy().name(), counting())))
        .isEqualTo(Map.of("ada", 19L, "grace", 10L, "Ada Lovelace", 1L));
    assertThat(scores.current("drawn", people.named("ada").id())).hasSize(29);
    assertThat(scores.current("drawn", people.named("grace").id())).hasSize(10);
    assertThat(people.local().id()).isEqualTo(people.named("ada").id());

    var images = scores.images("drawn");
    var counts = new HashMap<ImageId, Score>();
    for (int face = 0; face < images.size(); face++) {
      var by = face == 40 ? "Ada Lovelace" : face % 3 == 0 ? "grace" : "ada";
      if (face == 40 || face < 30 && face != 1) {
        var image = images.get(face);
        counts.put(
            image.id(),
            new Score(
                0,
                "drawn",
                Face.of(image),
                Mark.of(said(face, by), false, ""),
                Somebody.named(by),
                Instant.EPOCH,
                Map.of()));
      }
    }
    assertThat(scores.judge("drawn"))
        .contains(JudgeAgreement.measured("doodle-parts", images, counts));
    assertThat(scores.queue("drawn", people.named("ada").id(), false).own()).hasSize(29);
  }
}
