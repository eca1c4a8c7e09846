package lab.harmony.runs.ui;

import com.vaadin.flow.component.Component;
import lab.harmony.runs.Run;

/// What other features have to say on the page of a run about it and the run before it, of the same
/// experiment.
public interface BesideRun {

  /// A part of the page; it finds out what takes long away from the session.
  Component of(Run run, Run before);
}
