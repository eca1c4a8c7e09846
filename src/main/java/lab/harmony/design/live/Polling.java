package lab.harmony.design.live;

import com.vaadin.flow.component.html.Div;

/// Looks again and again while a part of a screen is shown, and stops with it.
public final class Polling {

  private static final int NEVER = -1;

  private final Div shown;
  private int milliseconds = NEVER;

  /// @param look is called each time, from when `shown` is attached until it is detached
  public Polling(Div shown, Runnable look) {
    this.shown = shown;
    shown.addAttachListener(attach -> {
      var ui = attach.getUI();
      var listener = ui.addPollListener(_ -> look.run());
      ui.setPollInterval(milliseconds);
      shown.addDetachListener(detach -> {
        detach.unregisterListener();
        listener.remove();
        ui.setPollInterval(NEVER);
      });
    });
  }

  public void every(int interval) {
    milliseconds = interval;
    shown.getUI().ifPresent(ui -> ui.setPollInterval(interval));
  }

  public void pause() {
    every(NEVER);
  }
}
