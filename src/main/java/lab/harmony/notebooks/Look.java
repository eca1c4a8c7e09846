package lab.harmony.notebooks;

import java.util.List;
import java.util.Map;
import lab.harmony.notebooks.CellSource.Looking;

/// What a cell that shows pictures or scores has before it: where the pictures come from, and what
/// was said about them.
record Look(Looking source, List<Pictures.Origin> origins, Judgements judgements) {

  Basis basis() {
    return new Basis(
        Map.of(
            Basis.SETTINGS, source.facts(),
            Basis.PICTURES,
                Pictures.facts(judgements.pictures().stream().map(Judged::image).toList()),
            Basis.SCORES, judgements.facts()),
        () -> FormerInputs.of(this));
  }
}
