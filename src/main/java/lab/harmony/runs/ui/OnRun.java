package lab.harmony.runs.ui;

import com.vaadin.flow.component.Component;
import lab.harmony.runs.Run;

/// What other features have to say of a run above its pictures; offered as a bean.
public interface OnRun {

  /// A part of the page; it finds out what takes long away from the session, and shows nothing
  /// while there is nothing to say.
  Component of(Run run);
}
