package lab.harmony.design.charts;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.util.Locale;
import lab.harmony.design.Percents;
import lab.harmony.stats.rates.RateEstimate;

/// A rate with its 95 % interval: a small bar, and the same in words with what the interval rests
/// on.
public final class IntervalBar extends Composite<Div> {

  public IntervalBar(RateEstimate estimate) {
    double rate = estimate.share();
    double low = estimate.interval().lower();
    double high = estimate.interval().upper();
    var track = new Div();
    track.addClassName("interval-bar__track");
    track.getElement().setAttribute("aria-hidden", "true");
    track.getStyle().set("--rate", percent(rate)).set("--low", percent(low));
    track.getStyle().set("--high", percent(high));
    var value = new Span(Percents.whole(rate));
    value.addClassName("interval-bar__value");
    var interval =
        new Span(
            "%s–%s, n = %s"
                .formatted(
                    Percents.number(low, 0), Percents.whole(high), estimate.basis().counted()));
    interval.addClassName("interval-bar__interval");
    getContent().addClassName("interval-bar");
    getContent().add(track, value, interval);
    getContent()
        .getElement()
        .setAttribute(
            "title",
            "%s of the possible points, 95 %% interval %s %s"
                .formatted(
                    Percents.tenths(rate),
                    Percents.rangeOfTenths(low, high),
                    estimate.basis().words()));
  }

  /// Makes the number a button that opens what stands behind it.
  ///
  /// @param of what the rate is of, as `baseline, scored by people`
  public IntervalBar opening(String of, Runnable open) {
    var button = new NativeButton("", _ -> open.run());
    button.addClassName("interval-bar__open");
    button.setAriaLabel("Show the faces behind %s".formatted(of));
    getContent().add(button);
    return this;
  }

  private static String percent(double fraction) {
    return String.format(Locale.ROOT, "%.2f%%", 100 * fraction);
  }
}
