package lab.harmony.notebooks;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lab.harmony.notebooks.CellSource.Looking;

/// What a cell that shows pictures or scores has before it: where the pictures come from, and what
/// was said about them.
record Look(Looking source, List<Pictures.Origin> origins, Judgements judgements) {

  Inputs inputs() {
    var hashes = new TreeMap<String, String>();
    hashes.put("settings", RunSpecs.hash(source.toString()));
    hashes.put(
        "pictures", Pictures.hash(judgements.pictures().stream().map(Judged::image).toList()));
    hashes.put("scores", judgements.hash());
    return new Inputs(Map.copyOf(hashes));
  }
}
