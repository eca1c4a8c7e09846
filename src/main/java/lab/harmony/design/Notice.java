package lab.harmony.design;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;

/// A short message for background news and for undo; results show where they happened instead.
public final class Notice {
  private static final int MILLISECONDS = 6000;

  private Notice() {}

  public static Notification show(String text) {
    var notification = new Notification(text, MILLISECONDS, Notification.Position.BOTTOM_START);
    notification.open();
    return notification;
  }

  /// A message with the button that takes the last action back.
  public static Notification undo(String text, Runnable undo) {
    var notification = new Notification("", MILLISECONDS, Notification.Position.BOTTOM_START);
    var words = new Span(text);
    var button =
        new Button(
            "Undo",
            _ -> {
              notification.close();
              undo.run();
            });
    var row = new Div(words, button);
    row.addClassName("notice");
    notification.add(row);
    notification.open();
    return notification;
  }
}
