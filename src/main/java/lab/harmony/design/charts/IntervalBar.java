package lab.harmony.design.charts;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.Locale;

/// A rate with its 95 % interval: a small bar, and the same in words with the number of images.
public final class IntervalBar extends Composite<Div> {

  /// Rate and bounds lie between 0 and 1; `images` is the n behind them.
  public IntervalBar(double rate, double low, double high, int images) {
    if (!(0 <= low && low <= rate && rate <= high && high <= 1)) {
      throw new IllegalArgumentException(
          "need 0 <= low <= rate <= high <= 1, got %s, %s, %s".formatted(low, rate, high));
    }
    var track = new Div();
    track.addClassName("interval-bar__track");
    track.getElement().setAttribute("aria-hidden", "true");
    track.getStyle().set("--rate", percent(rate)).set("--low", percent(low));
    track.getStyle().set("--high", percent(high));
    var value = new Span("%.0f %%".formatted(100 * rate));
    value.addClassName("interval-bar__value");
    var interval = new Span("%.0f–%.0f %%, n = %d".formatted(100 * low, 100 * high, images));
    interval.addClassName("interval-bar__interval");
    getContent().addClassName("interval-bar");
    getContent().add(track, value, interval);
    getContent()
        .getElement()
        .setAttribute(
            "title",
            "%.1f %% of the possible points, 95 %% interval %.1f to %.1f %%, %d images"
                .formatted(100 * rate, 100 * low, 100 * high, images));
  }

  private static String percent(double fraction) {
    return String.format(Locale.ROOT, "%.2f%%", 100 * fraction);
  }
}
