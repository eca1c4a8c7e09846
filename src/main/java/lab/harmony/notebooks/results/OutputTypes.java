package lab.harmony.notebooks.results;

/// The MIME types of the lab's own outputs.
public final class OutputTypes {
  public static final String RUN = "application/vnd.harmony.run+json";
  public static final String SCORES = "application/vnd.harmony.scores+json";
  public static final String GRID = "application/vnd.harmony.grid+json";
  public static final String SPARSE = "application/vnd.harmony.sparse+json";
  public static final String CHART = "application/vnd.vegalite.v6+json";

  private OutputTypes() {}
}
