package lab.harmony.reports.grid;

/// One thing that keeps a picture out of a comparison: what the grid has, and what the picture has.
public record Difference(String what, String inTheGrid, String inThePicture) {

  /// The difference as half a sentence: `steps 30 instead of 20`.
  public String sentence() {
    return "%s %s instead of %s".formatted(what, shown(inThePicture), shown(inTheGrid));
  }

  private static String shown(String value) {
    return value.isBlank() ? "(none)" : value.length() > 60 ? value.substring(0, 59) + "…" : value;
  }
}
