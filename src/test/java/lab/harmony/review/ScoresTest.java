package lab.harmony.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.harmony.DrawnExperiment;
import lab.harmony.analytics.ExperimentAnalytics;
import lab.harmony.audit.AuditQuery;
import lab.harmony.audit.AuditTrail;
import lab.harmony.people.Actor;
import lab.harmony.people.NamedPerson;
import lab.harmony.people.People;
import lab.harmony.people.PersonChanged;
import lab.harmony.people.Role;
import lab.harmony.people.Somebody;
import lab.harmony.review.files.ImportPreview;
import lab.harmony.review.files.ScoreFile;
import lab.harmony.review.files.ScoreFileTest;
import lab.harmony.review.files.ScoreLayout;
import lab.harmony.review.marks.Checklist;
import lab.harmony.review.marks.Face;
import lab.harmony.review.marks.MachineVerdict;
import lab.harmony.review.marks.Mark;
import lab.harmony.runs.RunImage;
import lab.harmony.tables.Table;
import lab.harmony.tables.Text;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
@DirtiesContext
@ActiveProfiles("headless")
@Tag("unit")
@Tag("lab")
class ScoresTest {

  private static final Checklist ALL = new Checklist(true, true, true);
  private static final Checklist NONE = new Checklist(false, false, false);

  @TempDir static Path folder;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    DrawnExperiment.copyPrompts(folder);
    DrawnExperiment.of("drawn", "doodle-base", 42).write(folder);
    registry.add("harmony.workspace", folder::toString);
    registry.add("harmony.data", () -> folder.resolve("data").toString());
    registry.add("spring.datasource.url", () -> "jdbc:h2:mem:scores");
  }

  @Autowired Scores scores;
  @Autowired People people;
  @Autowired ExperimentAnalytics analytics;
  @Autowired JdbcClient database;
  @Autowired AuditTrail audit;
  @Autowired Heard heard;

  @BeforeEach
  void forget() {
    database.sql("update scores set supersedes = null").update();
    database.sql("delete from scores").update();
    // Nobody else removes rows: what is known of them is forgotten as when names change.
    scores.forget(new PersonChanged(people.localId()));
    heard.experiments.clear();
  }

  @Test
  void peopleWhoDoNotSayTheSameOfAFaceDisagreeUntilOneTakesItBack() {
    var first = images().get(0);
    var second = images().get(1);
    scores.record(first, Mark.of(ALL, false, ""), by("ada"));
    scores.record(first, Mark.of(ALL, false, "as lovely"), by("ben"));
    scores.record(second, Mark.of(ALL, false, ""), by("ada"));
    scores.record(second, Mark.of(NONE, false, ""), by("ben"));
    assertThat(scores.disputed(List.of("drawn"))).containsExactly(second.id());

    scores.record(first, Mark.of(ALL, true, ""), by("ben"));
    assertThat(scores.disputed(List.of("drawn")))
        .as("also over whether emotions are meant to mix")
        .containsExactlyInAnyOrder(first.id(), second.id());
    scores.undo(second, by("ben"));
    assertThat(scores.disputed(List.of("drawn"))).containsExactly(first.id());
    assertThat(scores.mark(first, by("ben").person()).orElseThrow().intendedConflict()).isTrue();
    assertThat(scores.mark(second, by("ben").person())).isEmpty();
  }

  @Test
  void aScoreIsKeptWithWhoAndWhenAndSaidToWhoeverListens() {
    var image = images().getFirst();
    scores.record(image, Mark.of(ALL, false, "lovely"), by("ada"));
    var kept = scores.current("drawn");
    assertThat(kept)
        .singleElement()
        .satisfies(score -> {
          assertThat(score.mark()).isEqualTo(Mark.of(ALL, false, "lovely"));
          assertThat(score.face()).isEqualTo(Face.of(image));
          assertThat(score.scoredBy().name()).isEqualTo("ada");
          assertThat(score.scoredAt()).isNotNull();
        });
    assertThat(heard.experiments).containsExactly("drawn");
  }

  @Test
  void aCorrectionSupersedesAndTheHistoryKeepsBoth() {
    var image = images().getFirst();
    scores.record(image, Mark.of(ALL, false, ""), by("ada"));
    scores.record(image, Mark.of(NONE, false, "looked again"), by("ada"));
    assertThat(scores.current("drawn").getFirst().mark().points()).isZero();
    assertThat(scores.history(image.id())).hasSize(2);
    assertThat(
            database
                .sql("select count(*) from scores where supersedes is not null")
                .query(Integer.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void undoGoesBackOneStepAtATimeAndDeletesNothing() {
    var image = images().getFirst();
    scores.record(image, Mark.of(ALL, false, ""), by("ada"));
    scores.record(image, Mark.of(NONE, false, ""), by("ada"));
    assertThat(scores.undo(image, by("ada"))).isTrue();
    assertThat(scores.current("drawn").getFirst().mark().points()).isEqualTo(3);
    assertThat(scores.history(image.id())).hasSize(3);
  }

  @Test
  void undoingAFirstScoreLeavesTheFaceUnscored() {
    var image = images().getFirst();
    scores.record(image, Mark.of(ALL, false, ""), by("ada"));
    assertThat(scores.undo(image, by("ada"))).isTrue();
    assertThat(scores.current("drawn")).isEmpty();
    assertThat(scores.undo(image, by("ada"))).isFalse();
    assertThat(scores.history(image.id()).getLast()).isInstanceOf(ScoreEvent.Withdrawn.class);
  }

  @Test
  void theNewestScoreOfAFaceCountsAndEachPersonKeepsTheirOwn() {
    var image = images().getFirst();
    scores.record(image, Mark.of(ALL, false, ""), by("ada"));
    scores.record(image, Mark.of(NONE, false, ""), by("grace"));
    assertThat(scores.current("drawn"))
        .singleElement()
        .satisfies(score -> assertThat(score.scoredBy().name()).isEqualTo("grace"));
    assertThat(scores.current("drawn", by("ada").person()).getFirst().mark().points()).isEqualTo(3);
    scores.undo(image, by("grace"));
    assertThat(scores.current("drawn").getFirst().scoredBy().name()).isEqualTo("ada");
  }

  @Test
  void theQueueIsInTheSameRandomOrderEachTimeAndLeavesOutWhatOthersScored() {
    var queue = scores.queue("drawn", by("ada").person(), false);
    assertThat(queue.faces())
        .hasSize(48)
        .isEqualTo(scores.queue("drawn", by("ada").person(), false).faces())
        .isNotEqualTo(images());
    assertThat(scores.queue("drawn", by("grace").person(), false).faces())
        .isNotEqualTo(queue.faces());
    scores.record(images().getFirst(), Mark.of(ALL, false, ""), by("grace"));
    assertThat(scores.queue("drawn", by("ada").person(), false).faces()).hasSize(47);
    assertThat(scores.queue("drawn", by("ada").person(), false).leftOut()).isEqualTo(1);
    assertThat(scores.queue("drawn", by("ada").person(), true).faces()).hasSize(48);
    assertThat(scores.queue("drawn", by("ada").person(), true).own()).isEmpty();
  }

  @Test
  void theJudgeIsMeasuredAgainstPeopleAndNeverCountsAsOne() {
    var judge = scores.judge("drawn").orElseThrow();
    assertThat(judge.sentence())
        .isEqualTo("has not been compared with people yet: 0 of 48 faces scored");
    assertThat(analytics.people("drawn").images()).isZero();
    assertThat(analytics.machine("drawn").orElseThrow().images()).isEqualTo(48);

    for (var image : images()) {
      scores.record(
          image, Mark.of(MachineVerdict.of(image).orElseThrow().checklist(), false, ""), by("ada"));
    }
    scores.record(images().getFirst(), Mark.of(ALL, true, "smug"), by("ada"));
    var measured = scores.judge("drawn").orElseThrow();
    assertThat(measured.compared()).isEqualTo(47);
    assertThat(measured.sentence())
        .isEqualTo(
            "agrees with people on 100 % of the checklist items (n = 47 faces, 95 % interval 79 to"
                + " 100 % over 16 prompts), Cohen's kappa 1.00 (no interval: all prompts agree"
                + " alike, so nothing tells how far the next would)");
    assertThat(measured.formerSentence())
        .as("by which what labs of before kept is known")
        .isEqualTo(
            "agrees with people on 100 % of the checklist items (n = 47 faces), Cohen's kappa 1.00"
                + " (95 % interval 1.00 to 1.00)");
    assertThat(analytics.people("drawn").images()).isEqualTo(47);
    assertThat(analytics.people("drawn").intendedConflicts()).isEqualTo(1);
  }

  @Test
  void anImportShowsWhatItWouldDoAndKeepsOnlyTheGoodRowsWhenTold() {
    var text =
        """
        filename,archetype,emotion,cfg_scale,seed,eyes_mouth,brows_tension,holistic,harmony_points
        soft_happy_cfg5_seed42.png,soft,happy,5,42,1,1,1,3
        soft_sad_cfg5_seed42.png,soft,happy,5,42,1,1,1,3
        soft_sad_cfg7_seed42.png,soft,sad,9,42,1,1,1,3
        elsewhere.png,soft,sad,9,42,0,0,0,0
        broken.png,soft,sad,9,42,0,0,0,1
        """;
    var preview = preview(text);
    assertThat(preview.first()).hasSize(2);
    assertThat(preview.withoutImage()).isEqualTo(1);
    assertThat(preview.bad().stream().map(ScoreFile.BadRow::toString))
        .containsExactly(
            "line 3: \"soft_sad_cfg5_seed42.png\" was made for soft × sad, the row says soft ×"
                + " happy",
            "line 4: \"soft_sad_cfg7_seed42.png\" was made with CFG 7.0, the row says 9.0",
            "line 6: harmony points 1 contradict the checklist, where 0 of 3 items hold");
    assertThat(scores.current("drawn")).isEmpty();

    scores.keep(preview, by("ada"));
    assertThat(scores.current("drawn")).hasSize(2);
    assertThat(scores.current("drawn").getFirst().face().image()).isPresent();

    var again =
        preview(
            text.replace(
                "elsewhere.png,soft,sad,9,42,0,0,0,0", "elsewhere.png,soft,sad,9,42,1,0,0,1"));
    assertThat(again.first()).isEmpty();
    assertThat(again.corrections()).hasSize(1);
    assertThat(again.unchanged()).hasSize(1);
  }

  @Test
  void whatWasImportedComesOutAgainByteForByteAndSurvivesTheWayThroughTheDatabase()
      throws IOException {
    var text = ScoreFileTest.fixture();
    scores.keep(preview(text), by("ada"));
    assertThat(scores.exportCsv("drawn", ScoreLayout.CHECKLIST)).isEqualTo(text);

    var complete = scores.exportCsv("drawn", ScoreLayout.COMPLETE);
    var before = scores.current("drawn");
    assertThat(preview(complete).unchanged()).hasSize(48);
    forget();
    assertThatThrownBy(() -> scores.keep(preview(complete), by("grace")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the file speaks for others, which has to be said: ada (");
    assertThat(scores.current("drawn")).isEmpty();
    scores.keepForAll(preview(complete), by("grace"));
    assertThat(scores.exportCsv("drawn", ScoreLayout.COMPLETE)).isEqualTo(complete);
    assertThat(
            scores.current("drawn").stream()
                .map(score ->
                    List.of(score.face(), score.mark(), score.scoredBy(), score.scoredAt())))
        .isEqualTo(
            before.stream()
                .map(score ->
                    List.of(score.face(), score.mark(), score.scoredBy(), score.scoredAt()))
                .toList());
    assertThat(analytics.people("drawn").deadCells()).hasSize(6);
    var overall = analytics.people("drawn").overall();
    assertThat(overall.points()).isEqualTo(52);
    assertThat(overall.images()).isEqualTo(48);
  }

  @Test
  void scoresOfSeveralExperimentsStandUnderOneHeaderThoughTheyHadDifferentColumns() {
    scores.keep(
        preview("filename,archetype,emotion,harmony_score,page\na.png,soft,sad,1,7\n"), by("ada"));
    scores.keep(
        scores.preview(
            "other",
            "filename,archetype,emotion,harmony_score,book\nb.png,soft,sad,2,Atlas\n"
                .getBytes(StandardCharsets.UTF_8),
            by("ada")),
        by("ada"));

    var table =
        Table.guarded(
            Text.of(
                scores
                    .exportCsv(List.of("other", "drawn"), ScoreLayout.COMPLETE)
                    .getBytes(StandardCharsets.UTF_8)),
            List.of());
    assertThat(table.rows())
        .extracting(row -> row.text("filename"), row -> row.text("book"), row -> row.text("page"))
        .containsExactly(
            tuple(Optional.of("b.png"), Optional.of("Atlas"), Optional.empty()),
            tuple(Optional.of("a.png"), Optional.empty(), Optional.of("7")));
  }

  @Test
  void twoRatersOfOneNameStayTwoOnTheWayThroughAFile() {
    var one = Actor.of(people.add("Zoe", Role.RESEARCHER));
    var other = Actor.of(people.add("Zoe", Role.REVIEWER));
    scores.record(images().get(0), Mark.of(ALL, false, ""), one);
    scores.record(images().get(1), Mark.of(ALL, false, ""), other);
    scores.record(images().get(1), Mark.of(NONE, false, ""), one);
    assertThat(scores.undo(images().get(1), one)).isTrue();
    var complete = scores.exportCsv("drawn", ScoreLayout.COMPLETE);
    forget();

    scores.keepForAll(preview(complete), by("ada"));
    assertThat(scores.current("drawn", one.person())).hasSize(1);
    assertThat(scores.current("drawn", other.person())).hasSize(1);
    assertThat(scores.exportCsv("drawn", ScoreLayout.COMPLETE)).isEqualTo(complete);

    var byName = complete.replace(one.person().value(), "").replace(other.person().value(), "");
    assertThat(preview(byName).bad())
        .extracting(ScoreFile.BadRow::reason)
        .containsOnly("2 people are called \"Zoe\"; say in a column scored_by_id which one it was")
        .hasSize(2);
    assertThat(scores.preview("drawn", byName.getBytes(StandardCharsets.UTF_8), one).unchanged())
        .as("whoever brings the file in means themselves")
        .hasSize(1);
  }

  @Test
  void aFaceIsScoredOnceByAPersonHoweverTheRowsNameThem() {
    var ada = people.get(by("ada").person());
    var grace = people.get(by("grace").person());
    var text =
        """
        filename,archetype,emotion,harmony_score,scored_by,scored_by_id
        a.png,soft,sad,2,,
        a.png,soft,sad,1,ada,
        a.png,soft,sad,0,,%1$s
        a.png,soft,sad,3,Somebody,%1$s
        b.png,soft,sad,2,grace,
        b.png,soft,sad,1,,%2$s
        c.png,soft,sad,2,Nobody here,
        c.png,soft,sad,1,nobody here,
        """
            .formatted(ada.id(), grace.id());
    var preview = preview(text);
    assertThat(preview.first()).extracting(ScoreFile.Line::line).containsExactly(2L, 6L, 8L, 9L);
    assertThat(preview.bad()).extracting(ScoreFile.BadRow::line).containsExactly(3L, 4L, 5L, 7L);
    assertThat(preview.bad())
        .filteredOn(row -> row.line() == 7)
        .singleElement()
        .satisfies(row ->
            assertThat(row.reason())
                .startsWith("\"b.png\" is scored twice by grace (")
                .endsWith("line 6 has it already"));
  }

  @Test
  void aFileThatSpeaksForOthersSaysForWhomAndThatItWasSaidIsWrittenDown() {
    var grace = people.get(by("grace").person());
    scores.record(images().getFirst(), Mark.of(ALL, false, ""), by("grace"));
    var corrected =
        scores.exportCsv("drawn", ScoreLayout.COMPLETE).replace(",1,1,1,3,", ",0,0,0,0,");
    var preview = preview(corrected);
    assertThat(preview.others())
        .containsExactly(
            new ImportPreview.SpokenFor(
                "grace (%s)".formatted(grace.id().value().substring(0, 8)), false, 0, 1));
    assertThatThrownBy(() -> scores.keep(preview, by("ada")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(scores.current("drawn").getFirst().mark().points()).isEqualTo(3);

    scores.keepForAll(preview, by("ada"));
    assertThat(scores.current("drawn").getFirst().mark().points()).isZero();
    assertThat(audit.list(AuditQuery.EVERYTHING, Long.MAX_VALUE, 1).getFirst().facts())
        .hasEntrySatisfying(
            "spokeFor",
            said -> assertThat(said).startsWith("grace (").endsWith("0 new, 1 corrected"));
    assertThat(
            scores
                .preview("drawn", corrected.getBytes(StandardCharsets.UTF_8), by("grace"))
                .others())
        .as("whoever brings in their own speaks for nobody else")
        .isEmpty();
  }

  @Test
  void aFileThatSaysAnOldNameMeansWhoHadIt() {
    var text =
        """
        filename,archetype,emotion,harmony_score,scored_by
        elsewhere.png,soft,sad,2,Rosa
        """;
    scores.keepForAll(preview(text), by("ada"));
    var rosa = people.named("Rosa");
    assertThat(rosa.maySignIn()).isFalse();
    people.rename(rosa.id(), "Rosalind");
    assertThat(preview(text).unchanged()).hasSize(1);
    assertThat(scores.current("drawn").getFirst().scoredBy())
        .isEqualTo(new NamedPerson(rosa.id(), "Rosalind"));
    assertThat(scores.exportCsv("drawn", ScoreLayout.COMPLETE)).contains("Rosalind,");
  }

  @Test
  void aFileOfAnotherLabBringsItsPeopleAndWhoIsNobodyIsRefused() {
    var id = "7d0c6f1e-0c6b-4a6e-9a51-3b8f6f0a1c2d";
    var text =
        """
        filename,archetype,emotion,harmony_score,scored_by,scored_by_id
        a.png,soft,sad,2,ada,%s
        b.png,soft,sad,2,,0d9c1f7e-5a52-4c0e-9b39-2f6a1c8d7e40
        c.png,soft,sad,2,ada,ada
        d.png,soft,sad,2,%s,
        """
            .formatted(id, "x".repeat(201));
    var preview = preview(text);
    assertThat(preview.bad())
        .extracting(ScoreFile.BadRow::toString)
        .containsExactly(
            "line 3: nobody here has the scored_by_id 0d9c1f7e-5a52-4c0e-9b39-2f6a1c8d7e40; say in"
                + " scored_by what they are called",
            "line 4: scored_by_id must be the id that a lab gave, got \"ada\"",
            "line 5: nobody can have scored_by as it stands here: a name has 1 to 200 characters,"
                + " got 201");
    scores.keepForAll(preview, by("ada"));
    assertThat(scores.current("drawn"))
        .singleElement()
        .satisfies(score -> {
          assertThat(score.scoredBy().id().value()).isEqualTo(id);
          assertThat(score.scoredBy().id()).isNotEqualTo(by("ada").person());
        });
  }

  private Actor by(String name) {
    return Somebody.of(people, name);
  }

  private List<RunImage> images() {
    return scores.images("drawn");
  }

  private ImportPreview preview(String text) {
    return scores.preview("drawn", text.getBytes(StandardCharsets.UTF_8), by("ada"));
  }

  static final class Heard {
    final List<String> experiments = new ArrayList<>();

    @EventListener
    void heard(ScoresChanged changed) {
      experiments.add(changed.experiment());
    }
  }

  @TestConfiguration
  static class Listening {

    @Bean
    Heard heard() {
      return new Heard();
    }
  }
}
