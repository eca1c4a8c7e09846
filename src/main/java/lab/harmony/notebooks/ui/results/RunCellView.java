package lab.harmony.notebooks.ui.results;

import com.vaadin.flow.component.UI;
import java.util.List;
import java.util.Optional;
import lab.harmony.design.live.LiveParts;
import lab.harmony.notebooks.cells.CellWork;
import lab.harmony.notebooks.document.CellKind;
import lab.harmony.notebooks.sources.CellRuns;
import lab.harmony.notebooks.sources.RunWork;
import lab.harmony.notebooks.spi.CellView;
import lab.harmony.notebooks.spi.ResultPlace;
import lab.harmony.runs.RunId;
import lab.harmony.runs.ui.BesideRun;
import lab.harmony.threads.ui.Talk;
import org.springframework.stereotype.Component;

/// Run cells show the pictures of their run as they come.
@Component
class RunCellView implements CellView {
  private final CellRuns runs;
  private final JudgedFaces judged;
  private final Talk talk;
  private final List<BesideRun> beside;

  RunCellView(CellRuns runs, JudgedFaces judged, Talk talk, List<BesideRun> beside) {
    this.beside = beside;
    this.judged = judged;
    this.runs = runs;
    this.talk = talk;
  }

  @Override
  public CellKind kind() {
    return CellKind.RUN;
  }

  @Override
  public Optional<WorkPart> work(CellWork work, ResultPlace place) {
    return work instanceof RunWork(var run, _)
        ? Optional.of(new RunResult(run, place.stop(), talk))
        : Optional.empty();
  }

  @Override
  public Optional<Earlier> earlier() {
    return Optional.of(this::history);
  }

  private RunHistory history(EarlierPlace place) {
    return new RunHistory(
        () -> runs.of(place.experiment(), place.cell()),
        run -> show(place, run),
        judged,
        talk,
        beside,
        place.close());
  }

  /// Its pictures are read again, which takes a moment: away from the session.
  private void show(EarlierPlace place, RunId run) {
    LiveParts.answer(
        UI.getCurrentOrThrow(),
        () -> runs.show(place.experiment(), place.cell(), run, place.person()),
        place.done());
  }
}
