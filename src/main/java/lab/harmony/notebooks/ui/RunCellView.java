package lab.harmony.notebooks.ui;

import java.util.Optional;
import lab.harmony.notebooks.cells.CellWork;
import lab.harmony.notebooks.document.CellKind;
import lab.harmony.notebooks.sources.RunWork;
import lab.harmony.notebooks.spi.CellView;
import lab.harmony.notebooks.spi.ResultPlace;
import org.springframework.stereotype.Component;

/// Run cells show the pictures of their run as they come.
@Component
class RunCellView implements CellView {

  @Override
  public CellKind kind() {
    return CellKind.RUN;
  }

  @Override
  public Optional<WorkPart> work(CellWork work, ResultPlace place) {
    return work instanceof RunWork(var run, _)
        ? Optional.of(new RunResult(run, place.stop()))
        : Optional.empty();
  }
}
