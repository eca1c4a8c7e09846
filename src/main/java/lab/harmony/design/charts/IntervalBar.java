package lab.harmony.design.charts;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.Locale;
import lab.harmony.design.Percents;

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
    var value = new Span(Percents.whole(rate));
    value.addClassName("interval-bar__value");
    var interval =
        new Span("%s–%s, n = %d".formatted(Percents.number(low, 0), Percents.whole(high), images));
    interval.addClassName("interval-bar__interval");
    getContent().addClassName("interval-bar");
    getContent().add(track, value, interval);
    getContent()
        .getElement()
        .setAttribute(
            "title",
            "%s of the possible points, 95 %% interval %s, %d images"
                .formatted(Percents.tenths(rate), Percents.rangeOfTenths(low, high), images));
  }

  private static String percent(double fraction) {
    return String.format(Locale.ROOT, "%.2f%%", 100 * fraction);
  }
}
