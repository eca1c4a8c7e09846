package lab.harmony.notebooks.ui.results;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import lab.harmony.design.charts.IntervalBar;
import lab.harmony.review.SuccessRate;

/// One judge's success rate with its own interval and n; where that judge said nothing, that is
/// said.
public final class JudgeRate extends Composite<Div> {

  private JudgeRate(
      String kind, String name, SuccessRate success, String nothing, String of, Runnable open) {
    var who = new Span(name);
    who.addClassName("judge-rate__name");
    getContent().addClassName("judge-rate");
    getContent().getElement().setAttribute("data-judge", kind);
    getContent().add(who);
    success
        .estimate()
        .ifPresentOrElse(
            estimate ->
                getContent()
                    .add(new IntervalBar(estimate).opening("%s, %s".formatted(of, name), open)),
            () -> {
              var none = new Span(nothing);
              none.addClassName("secondary");
              getContent().add(none);
            });
  }

  /// @param of what the rate is of
  /// @param open opens the faces behind it
  public static JudgeRate people(SuccessRate success, String of, Runnable open) {
    return new JudgeRate("people", "people", success, "none scored", of, open);
  }

  /// @param name of the judge, as people read it
  public static JudgeRate machine(String name, SuccessRate success, String of, Runnable open) {
    return new JudgeRate("machine", name, success, "none read", of, open);
  }
}
