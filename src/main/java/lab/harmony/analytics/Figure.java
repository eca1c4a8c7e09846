package lab.harmony.analytics;

import java.util.Arrays;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// The figures that can be drawn of an analysis, each under the name that notebook cells and files
/// use for it.
public enum Figure {
  HEAT_MAP("heat-map", "Success rate by cell"),
  ARCHETYPES("archetypes", "Success rate by archetype"),
  EMOTIONS("emotions", "Success rate by emotion"),
  CFG_CURVE("cfg-curve", "Success rate by CFG scale"),
  VERDICTS("verdicts", "Verdicts"),
  CHECKLIST("checklist", "Which checklist item fails");

  private final String key;
  private final String title;

  Figure(String key, String title) {
    this.key = key;
    this.title = title;
  }

  /// The figure of this name, if there is one.
  public static Optional<Figure> named(String key) {
    return Arrays.stream(values()).filter(figure -> figure.key.equals(key)).findFirst();
  }

  public String key() {
    return key;
  }

  public String title() {
    return title;
  }

  /// Why the figure would show nothing, and what to do; empty where it shows something.
  public Optional<String> nothing(HarmonyAnalytics analytics) {
    int scored = analytics.rows().size();
    if (scored == 0) {
      return Optional.of("No face is scored yet. Review the faces, then draw it again.");
    }
    if (analytics.images() == 0) {
      return Optional.of(
          "All %d scored faces are marked as intended conflict, and those are counted apart. Take the mark off, or score other faces."
              .formatted(scored));
    }
    return switch (this) {
      case HEAT_MAP, ARCHETYPES, EMOTIONS, VERDICTS -> Optional.empty();
      case CFG_CURVE ->
          analytics.byCfg().isEmpty()
              ? Optional.of(
                  "None of the %d scored faces has a CFG scale. Choose another figure."
                      .formatted(scored))
              : Optional.empty();
      case CHECKLIST ->
          analytics.checklistFailures().isEmpty()
              ? Optional.of(
                  "The scores of these %d faces say only how many points they have, not which item holds. Review the faces in the lab, or choose another figure."
                      .formatted(scored))
              : Optional.empty();
    };
  }

  /// The figure as a Vega-Lite specification that carries its data, its text alternative and the
  /// light theme.
  public ObjectNode specification(HarmonyAnalytics analytics) {
    return switch (this) {
      case HEAT_MAP -> Figures.heatMap(analytics);
      case ARCHETYPES -> Figures.archetypeBars(analytics);
      case EMOTIONS -> Figures.emotionBars(analytics);
      case CFG_CURVE -> Figures.cfgCurve(analytics);
      case VERDICTS -> Figures.verdictShares(analytics);
      case CHECKLIST -> Figures.checklistFailures(analytics);
    };
  }
}
