package lab.harmony.prose;

import java.util.Optional;

/// Finds the pictures that a text names: `attachment:pasted.png`, `runs/…/x.png`.
public interface PictureFinder {

  /// Finds none; what is inside the text itself (`data:`) needs nobody to find it.
  PictureFinder NONE = _ -> Optional.empty();

  /// The address under which a page shows the picture: part of the page (`data:`) or a path of this
  /// lab; empty for what is no picture of the experiment.
  Optional<String> find(String source);
}
