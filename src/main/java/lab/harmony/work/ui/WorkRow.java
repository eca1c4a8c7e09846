package lab.harmony.work.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import java.util.Optional;
import java.util.function.Supplier;
import lab.harmony.design.ReasonDialog;
import lab.harmony.design.StateText;
import lab.harmony.design.Times;
import lab.harmony.people.Actor;
import lab.harmony.people.ReasonNeeded;
import lab.harmony.work.Job;
import lab.harmony.work.JobId;
import lab.harmony.work.JobQueue;
import lab.harmony.work.JobState;
import lab.harmony.work.WorkList;
import org.jspecify.annotations.Nullable;

/// One job in the list of work; it changes in place.
final class WorkRow extends Composite<NativeTableRow> {

  private final NativeTableCell state = new NativeTableCell();
  private final Span what = new Span();
  private final Anchor link = new Anchor();
  private final ProgressBar bar = new ProgressBar(0, 1);
  private final Span done = new Span();
  private final Span left = new Span();
  private final Span device = new Span();
  private final Span who = new Span();
  private final Button cancel;
  private @Nullable Object shown;

  WorkRow(JobId id, JobQueue jobs, Supplier<Actor> by) {
    cancel = new Button("", _ -> cancel(id, jobs, by.get()));
    device.addClassName("mono");
    var progress = new Div(bar, done);
    progress.addClassName("work__done");
    for (var cell : new Component[] {what, link, progress, left, device, who, cancel}) {
      getContent().add(new NativeTableCell(cell));
    }
    getContent().addComponentAsFirst(state);
  }

  private void cancel(JobId id, JobQueue jobs, Actor by) {
    ReasonDialog.whereNeeded(
        ReasonNeeded.class,
        "Stop what another has started",
        "Stop",
        reason -> {
          cancel.setEnabled(false);
          try {
            jobs.cancel(id, by, reason);
          } catch (RuntimeException refused) {
            cancel.setEnabled(true);
            throw refused;
          }
        });
  }

  void show(WorkList.Item item) {
    var job = item.job();
    var title = item.title();
    var running =
        job.state() instanceof JobState.Running now
            ? Optional.of(now.progress())
            : Optional.<JobState.JobProgress>empty();
    state(job, running.isPresent());
    what.setText(title.what());
    link.setText(title.name());
    link.setHref("/" + title.path());
    bar.setVisible(running.isPresent());
    running.ifPresent(progress -> bar.setValue(Math.clamp(progress.fraction(), 0, 1)));
    bar.getElement().setAttribute("aria-label", "Progress of " + title.name());
    done.setText(title.doneInWords());
    left.setText(running.flatMap(JobState.JobProgress::remaining).map(Times::about).orElse(""));
    device.setText(item.device().orElse(""));
    who.setText(job.by());
    who.setTitle("Asked for on " + Times.exact(job.submittedAt()));
    var action = running.isPresent() ? "Stop" : "Cancel";
    cancel.setText(action);
    cancel.setEnabled(!job.cancelRequested());
    cancel.getElement().setAttribute("aria-label", "%s %s".formatted(action, title.name()));
  }

  private void state(Job job, boolean isRunning) {
    var now = isRunning ? job.cancelRequested() ? "stopping" : "running" : job.state();
    if (now.equals(shown)) {
      return;
    }
    shown = now;
    state.removeAll();
    state.add(
        switch (job.state()) {
          case JobState.Queued(var position) -> StateText.queued(position);
          case JobState.Running _ when job.cancelRequested() -> StateText.stopping();
          case JobState.Running _ -> StateText.running();
          case JobState.Finished _ -> StateText.finished();
          case JobState.Failed(_, var reason) -> StateText.failed(reason);
          case JobState.Cancelled _ -> StateText.cancelled();
        });
  }
}
