package lab.harmony.design;

import com.vaadin.flow.component.UI;

/// A short message for background news and for undo, in a row below the screen that it takes no
/// place of; results and problems show where they happened instead.
public final class Notice {

  private Notice() {}

  /// News that goes by itself.
  public static void show(String text) {
    Notices.of(UI.getCurrent()).add(Notices.Kind.NEWS, text, () -> {});
  }

  /// A message with the button that takes the last action back.
  public static void undo(String text, Runnable undo) {
    Notices.of(UI.getCurrent()).add(Notices.Kind.UNDO, text, undo);
  }

  /// Something failed that has no place of its own on the screen; it stays until it is closed.
  public static void problem(String text) {
    Notices.of(UI.getCurrent()).add(Notices.Kind.PROBLEM, text, () -> {});
  }
}
