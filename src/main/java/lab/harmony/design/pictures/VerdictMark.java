package lab.harmony.design.pictures;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Span;

/// The harmony points of one face, 0 to 3: a step of one hue and the number.
///
/// What a person said is filled, what the machine said is hollow. A broken face also has a shape of
/// its own.
public final class VerdictMark extends Composite<Span> {

  private VerdictMark(int points, String source, String spoken) {
    if (points < 0 || points > 3) {
      throw new IllegalArgumentException("harmony points are 0 to 3, got %d".formatted(points));
    }
    getContent().setText(Integer.toString(points));
    getContent().addClassName("verdict-mark");
    var element = getContent().getElement();
    element.setAttribute("data-points", Integer.toString(points));
    element.setAttribute("data-source", source);
    element.setAttribute("role", "img");
    var label = "%s: %s, %d of 3 points".formatted(spoken, word(points), points);
    element.setAttribute("aria-label", label);
    element.setAttribute("title", label);
  }

  public static VerdictMark human(int points) {
    return new VerdictMark(points, "human", "Scored by a person");
  }

  public static VerdictMark machine(int points) {
    return new VerdictMark(points, "machine", "Read by the machine");
  }

  private static String word(int points) {
    return switch (points) {
      case 3 -> "perfect";
      case 0 -> "broken";
      default -> "acceptable";
    };
  }
}
