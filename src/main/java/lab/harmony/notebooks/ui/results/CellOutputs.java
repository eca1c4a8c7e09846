package lab.harmony.notebooks.ui.results;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import java.util.List;
import java.util.Optional;
import lab.harmony.design.Problem;
import lab.harmony.notebooks.cells.CellHandler;
import lab.harmony.notebooks.cells.CellStanding;
import lab.harmony.notebooks.cells.CellWork;
import lab.harmony.notebooks.document.Output;
import lab.harmony.notebooks.spi.CellView;
import lab.harmony.notebooks.spi.ResultPlace;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What came out of a cell, or what comes out of it while it works. What is as before is not
/// touched.
public final class CellOutputs extends Composite<Div> {
  private static final Logger LOG = LoggerFactory.getLogger(CellOutputs.class);

  private final CellHandler handler;
  private final Optional<CellView> view;
  private final ResultPlace place;
  private List<Output> shown = List.of();
  private Object key = CellWork.NONE.key();
  private CellView.@Nullable WorkPart work;

  public CellOutputs(CellHandler handler, Optional<CellView> view, ResultPlace place) {
    this.handler = handler;
    this.view = view;
    this.place = place;
    getContent().addClassName("cell__outputs");
  }

  public void show(CellStanding now) {
    try {
      showWork(now);
      if (work == null) {
        showResults(now);
      } else {
        showFailures(now, work);
      }
    } catch (RuntimeException | StackOverflowError e) {
      LOG.warn("The result of cell {} cannot be shown.", place.cell(), e);
      getContent().removeAll();
      work = null;
      key = CellWork.NONE.key();
      shown = now.outputs();
      getContent()
          .add(
              new Problem(
                  "This result cannot be shown",
                  "It is not written as the lab writes results. Run the cell again, or correct the"
                      + " file."));
    }
  }

  private void showWork(CellStanding now) {
    if (!now.work().key().equals(key)) {
      key = now.work().key();
      work = view.flatMap(it -> it.work(now.work(), place)).orElse(null);
      shown = List.of();
      getContent().removeAll();
      if (work != null) {
        getContent().add(work.component());
      }
    }
    if (work != null) {
      work.show(now);
    }
  }

  private void showResults(CellStanding now) {
    var told = untold(now);
    if (!shown.equals(told) || getContent().getComponentCount() == 0) {
      shown = told;
      getContent().removeAll();
      getContent().add(parts(now, told));
    }
  }

  /// What went wrong stands above the work.
  private void showFailures(CellStanding now, CellView.WorkPart part) {
    var failures = untold(now).stream().filter(Output.Failure.class::isInstance).toList();
    if (!failures.equals(shown)) {
      shown = failures;
      getContent().removeAll();
      getContent().add(parts(now, failures));
      getContent().add(part.component());
    }
  }

  private List<Component> parts(CellStanding now, List<Output> outputs) {
    var cell = now.cell().with(outputs);
    var own = view.map(it -> it.results(cell, place)).orElse(List.of());
    return own.isEmpty() ? ResultParts.of(handler.render(cell), place) : own;
  }

  /// The outputs without those that only say what is wrong with the source: above them stands what
  /// is wrong with it now.
  private static List<Output> untold(CellStanding now) {
    return now.problem().isEmpty()
        ? now.outputs()
        : now.outputs().stream()
            .filter(output ->
                !(output instanceof Output.Failure failure
                    && failure.name().equals(Output.Failure.SOURCE)))
            .toList();
  }
}
