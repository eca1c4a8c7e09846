package lab.harmony.notebooks.versions;

import java.util.Map;
import lab.harmony.notebooks.document.ExperimentSlug;

/// What points to versions of notebooks, which are kept for it. Whoever thins versions out asks all
/// beans of this kind.
@FunctionalInterface
public interface VersionUse {

  /// What points to a text, in a few words, by the SHA-256 of the whole text in UTF-8.
  Map<String, String> of(ExperimentSlug experiment);
}
