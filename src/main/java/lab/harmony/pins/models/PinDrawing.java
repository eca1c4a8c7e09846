package lab.harmony.pins.models;

import java.util.List;
import java.util.stream.Collectors;
import lab.harmony.pins.Pin;
import lab.harmony.runs.GenerateSpec;

/// The runs that would draw pinned prompts and seeds with a model or an adapter.
///
/// @param runs one for each way of drawing; none where nothing can be drawn
/// @param leftOut pins that cannot be drawn with it
public record PinDrawing(List<GenerateSpec> runs, List<LeftOut> leftOut) {

  private static final int NAMED = 3;

  public PinDrawing {
    runs = List.copyOf(runs);
    leftOut = List.copyOf(leftOut);
  }

  /// @param why as a sentence
  public record LeftOut(Pin pin, String why) {}

  public int faces() {
    return runs.stream().mapToInt(spec -> spec.prompts().size()).sum();
  }

  /// `3 pinned faces`.
  public String words() {
    return faces() == 1 ? "1 pinned face" : "%d pinned faces".formatted(faces());
  }

  /// Which pins are left out and why; nothing where none is.
  public String besides() {
    return leftOut.stream()
            .limit(NAMED)
            .map(one -> "Not drawn: %s. %s".formatted(one.pin().title(), one.why()))
            .collect(Collectors.joining(" "))
        + (leftOut.size() > NAMED
            ? " And %d more are not drawn.".formatted(leftOut.size() - NAMED)
            : "");
  }
}
