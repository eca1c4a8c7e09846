package lab.harmony.notebooks.sources;

import java.util.ArrayList;
import java.util.List;
import lab.harmony.design.Percents;
import lab.harmony.notebooks.document.CellKind;
import lab.harmony.notebooks.document.Output;
import lab.harmony.notebooks.results.StoredPicture;
import lab.harmony.notebooks.results.StoredScores;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Scores cells: a table of faces with what people or the machine say of them.
@Component
@Order(30)
class ScoresCellHandler extends ShowingCellHandler<ScoresSource> {

  ScoresCellHandler(EvidenceFinder finder) {
    super(finder);
  }

  @Override
  public CellKind kind() {
    return CellKind.SCORES;
  }

  @Override
  public String label() {
    return "Scores";
  }

  @Override
  public String starter() {
    return "source: machine\norder: weakest";
  }

  @Override
  public String invitation() {
    return "Not run yet: Shift Enter shows the scores.";
  }

  @Override
  ScoresSource read(String source) {
    return ScoresSource.read(source);
  }

  @Override
  Output output(ScoresSource source, Judgements judgements) {
    return scores(source, judgements).output();
  }

  private static StoredScores scores(ScoresSource source, Judgements judgements) {
    return new StoredScores(
        source.judge(),
        judgements.source().remark(),
        summary(judgements),
        source.order().of(judgements.pictures()).stream().map(ScoresCellHandler::row).toList());
  }

  private static StoredScores.Row row(JudgedPicture judged) {
    return new StoredScores.Row(
        StoredPicture.of(judged.image()),
        judged.mark().flatMap(mark -> mark.checklist()),
        judged.mark().map(mark -> mark.points()),
        judged.mark().map(mark -> mark.verdict().word()).orElse(""),
        judged.mark().filter(mark -> mark.intendedConflict()).isPresent());
  }

  private static List<String> summary(Judgements judgements) {
    var lines = new ArrayList<String>();
    var models = judgements.models();
    for (var model : models) {
      var analytics = judgements.ofModel(model).analytics();
      lines.add("%s: %s".formatted(model, analytics.overall().sentence()));
    }
    var unscored = judgements.pictures().stream().filter(judged -> judged.mark().isEmpty()).count();
    if (unscored > 0) {
      lines.add(
          "%d of %d images are not scored yet".formatted(unscored, judgements.pictures().size()));
    }
    if (models.size() == 1) {
      var analytics = judgements.analytics();
      analytics
          .verdictShares()
          .forEach(share ->
              lines.add(
                  "%s: %d of %d (%s)"
                      .formatted(
                          share.verdict().word(),
                          share.images(),
                          share.of(),
                          Percents.tenths(share.share()))));
      var dead = analytics.deadCells();
      if (!dead.isEmpty()) {
        lines.add(
            "cells without any success: "
                + String.join(", ", dead.stream().map(cell -> cell.label()).toList()));
      }
    }
    return lines;
  }
}
