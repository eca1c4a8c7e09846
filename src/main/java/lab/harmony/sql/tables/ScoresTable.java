package lab.harmony.sql.tables;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import lab.harmony.review.Scores;
import lab.harmony.review.marks.Checklist;
import lab.harmony.review.marks.Face;
import lab.harmony.review.marks.MachineVerdict;
import lab.harmony.review.marks.Score;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.sql.protocol.SqlColumn;
import lab.harmony.sql.protocol.SqlKind;
import lab.harmony.workspace.NamedFacts;
import lab.harmony.workspace.NamedFacts.Fact;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// What counts of people's scores, one for each face, and what the machine judge makes of the faces
/// of experiments: rows of their own, told apart by `source`.
@Component
@Order(10)
final class ScoresTable implements LabTable {

  private final Scores scores;
  private final RunQueue queue;

  ScoresTable(Scores scores, RunQueue queue) {
    this.scores = scores;
    this.queue = queue;
  }

  @Override
  public String name() {
    return "scores";
  }

  @Override
  public List<SqlColumn> columns() {
    return List.of(
        new SqlColumn("experiment", SqlKind.STRING),
        new SqlColumn("image", SqlKind.STRING),
        new SqlColumn("file", SqlKind.STRING),
        new SqlColumn("archetype", SqlKind.STRING),
        new SqlColumn("emotion", SqlKind.STRING),
        new SqlColumn("cfg", SqlKind.NUMBER),
        new SqlColumn("seed", SqlKind.INTEGER),
        new SqlColumn("source", SqlKind.STRING),
        new SqlColumn("scored_by", SqlKind.STRING),
        new SqlColumn("points", SqlKind.INTEGER),
        new SqlColumn("eyes_mouth", SqlKind.BOOLEAN),
        new SqlColumn("brows_tension", SqlKind.BOOLEAN),
        new SqlColumn("holistic", SqlKind.BOOLEAN),
        new SqlColumn("intended_conflict", SqlKind.BOOLEAN),
        new SqlColumn("note", SqlKind.STRING),
        new SqlColumn("scored", SqlKind.DATETIME));
  }

  /// Scores are only ever added, so those that count are known by their numbers.
  @Override
  public NamedFacts version() {
    var current = scores.current(experiments()).values().stream().flatMap(List::stream).toList();
    return RunsVersion.of(queue)
        .with(
            NamedFacts.of(
                Fact.of("scores", current.size()),
                Fact.of("numbers", current.stream().mapToLong(Score::number).sum())));
  }

  @Override
  public void rows(Consumer<List<@Nullable Object>> row) {
    for (var experiment : experiments()) {
      scores.current(experiment).forEach(score -> row.accept(values(score)));
      for (var image : scores.images(experiment)) {
        MachineVerdict.of(image)
            .ifPresent(verdict -> row.accept(values(experiment, Face.of(image), verdict)));
      }
    }
  }

  private TreeSet<String> experiments() {
    var all = new TreeSet<>(scores.experiments());
    all.addAll(queue.experimentsWithPictures());
    return all;
  }

  private static List<@Nullable Object> values(Score score) {
    return values(
        score.experiment(),
        score.face(),
        new Said(
            "people",
            score.scoredBy().name(),
            score.mark().points(),
            score.mark().checklist(),
            score.mark().intendedConflict(),
            score.mark().note(),
            Optional.of(score.scoredAt())));
  }

  private static List<@Nullable Object> values(
      String experiment, Face face, MachineVerdict verdict) {
    return values(
        experiment,
        face,
        new Said(
            "machine",
            verdict.judge(),
            verdict.points(),
            Optional.of(verdict.checklist()),
            false,
            "",
            Optional.empty()));
  }

  private record Said(
      String source,
      String by,
      int points,
      Optional<Checklist> checklist,
      boolean intendedConflict,
      String note,
      Optional<Instant> at) {}

  private static List<@Nullable Object> values(String experiment, Face face, Said said) {
    var values = new ArrayList<@Nullable Object>();
    values.add(experiment);
    values.add(face.image().map(ImageId::toString).orElse(null));
    values.add(face.fileName());
    values.add(face.archetype());
    values.add(face.emotion());
    values.add(face.cfgScale().isPresent() ? face.cfgScale().getAsDouble() : null);
    values.add(face.seed().isPresent() ? face.seed().getAsLong() : null);
    values.add(said.source());
    values.add(said.by());
    values.add(said.points());
    values.add(said.checklist().map(Checklist::eyesMouthAgree).orElse(null));
    values.add(said.checklist().map(Checklist::browsTensionAgree).orElse(null));
    values.add(said.checklist().map(Checklist::holisticCoherence).orElse(null));
    values.add(said.intendedConflict());
    values.add(said.note());
    values.add(said.at().orElse(null));
    return values;
  }
}
