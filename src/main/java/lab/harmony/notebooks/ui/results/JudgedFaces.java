package lab.harmony.notebooks.ui.results;

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import lab.harmony.design.pictures.PictureGrid.Source;
import lab.harmony.notebooks.results.JudgeChoice;
import lab.harmony.notebooks.sources.Judgements;
import lab.harmony.notebooks.sources.PictureJudgements;
import lab.harmony.review.ui.CountedFaces;
import lab.harmony.review.ui.CountedFaces.Counted;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunImage;
import org.springframework.stereotype.Component;

/// Opens the faces behind the rates of experiments and of runs.
@Component
public class JudgedFaces {

  private final PictureJudgements judges;
  private final CountedFaces faces;

  JudgedFaces(PictureJudgements judges, CountedFaces faces) {
    this.judges = judges;
    this.faces = faces;
  }

  /// Of an experiment that has these runs.
  public void openRuns(String of, JudgeChoice judge, List<RunId> runs) {
    open(of, judge, () -> judges.ofRuns(judge, runs));
  }

  /// Of these pictures.
  public void open(String of, JudgeChoice judge, Collection<RunImage> images) {
    open(of, judge, () -> judges.judge(judge, List.copyOf(images)));
  }

  private void open(String of, JudgeChoice judge, Supplier<Judgements> said) {
    var source =
        switch (judge) {
          case HUMAN -> Source.HUMAN;
          case MACHINE -> Source.MACHINE;
        };
    faces.open(
        of,
        source,
        () ->
            said.get().pictures().stream()
                .flatMap(judged ->
                    judged
                        .mark()
                        .map(mark ->
                            new Counted(judged.image(), mark.points(), mark.intendedConflict()))
                        .stream())
                .toList());
  }
}
