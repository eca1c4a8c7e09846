package lab.harmony.runs.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import lab.harmony.design.Times;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunState;

/// How far a run is: a bar, the pictures that are complete, and the time left. Nothing when the run
/// is not at work.
final class RunProgress extends Composite<Div> {

  private final ProgressBar bar = new ProgressBar(0, 1);
  private final Span pictures = new Span();
  private final Span remaining = new Span();

  RunProgress() {
    bar.getElement().setAttribute("aria-label", "Progress of the run");
    pictures.addClassName("run-progress__pictures");
    remaining.addClassName("run-progress__remaining");
    var words = new Div(pictures, remaining);
    words.addClassName("run-progress__words");
    getContent().addClassName("run-progress");
    getContent().add(bar, words);
  }

  void show(Run run) {
    if (run.state() instanceof RunState.Running running) {
      getContent().setVisible(true);
      bar.setIndeterminate(running.fraction() == 0);
      bar.setValue(running.fraction());
      pictures.setText("%d of %d pictures".formatted(running.done(), running.total()));
      remaining.setText(
          running
              .remaining()
              .map(left -> Times.about(left) + " left")
              .orElse(running.fraction() == 0 ? "starting the engine" : ""));
    } else {
      getContent().setVisible(false);
    }
  }
}
