package lab.harmony.runs;

/// Which runs to list.
///
/// @param text words of which each is part of the id, experiment, model or person; empty for all
public record RunFilter(String text, boolean unfinishedOnly) {

  public static final RunFilter ALL = new RunFilter("", false);

  public RunFilter withText(String changed) {
    return new RunFilter(changed, unfinishedOnly);
  }
}
