package lab.harmony.runs;

import java.util.Optional;
import lab.harmony.design.CommandSource;

/// Which runs to list.
///
/// @param text words of which each is part of the id, experiment, model or person; empty for all
public record RunFilter(String text, boolean unfinishedOnly, Optional<String> experiment) {

  public static final RunFilter ALL = new RunFilter("", false, Optional.empty());
  public static final RunFilter UNFINISHED = ALL.withUnfinishedOnly(true);

  public static RunFilter ofExperiment(String slug) {
    return new RunFilter("", false, Optional.of(slug));
  }

  public RunFilter withText(String changed) {
    return new RunFilter(changed, unfinishedOnly, experiment);
  }

  public RunFilter withUnfinishedOnly(boolean changed) {
    return new RunFilter(text, changed, experiment);
  }

  /// Whether the run passes.
  public boolean accepts(Run run) {
    return (!unfinishedOnly || !run.state().isOver())
        && experiment.map(run.spec().experiment()::equals).orElse(true)
        && CommandSource.fits(
            "%s %s %s %s"
                .formatted(
                    run.id(), run.spec().experiment(), run.spec().drawnBy(), run.submittedBy()),
            text);
  }
}
