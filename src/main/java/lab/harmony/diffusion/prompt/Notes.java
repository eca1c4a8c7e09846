package lab.harmony.diffusion.prompt;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Collects what a reader of a prompt should know about how it was read, each note once.
final class Notes {

  private static final int MOST = 20;

  private final Set<String> notes = new LinkedHashSet<>();
  private int more;

  void add(String note) {
    if (notes.size() < MOST) {
      notes.add(note);
    } else if (!notes.contains(note)) {
      more++;
    }
  }

  /// In the order in which they were found; of very many only the first.
  List<String> list() {
    if (more == 0) {
      return List.copyOf(notes);
    }
    var all = new ArrayList<>(notes);
    all.add("%d more notes like these are left out.".formatted(more));
    return List.copyOf(all);
  }
}
