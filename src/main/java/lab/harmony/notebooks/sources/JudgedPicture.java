package lab.harmony.notebooks.sources;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import lab.harmony.analytics.ScoreRow;
import lab.harmony.review.marks.Mark;
import lab.harmony.runs.RunImage;

/// A picture and what was said about it; no mark when nothing was said yet.
///
/// @param by who said it: a person's name, or a machine judge's; empty where nothing was said
public record JudgedPicture(RunImage image, Optional<Mark> mark, String by) {

  Optional<ScoreRow> row() {
    return mark.map(given ->
        new ScoreRow(
            image.fileName(),
            Optional.of(image.id()),
            image.prompt().archetype(),
            image.prompt().emotion(),
            OptionalDouble.of(image.prompt().cfgScale()),
            OptionalLong.of(image.prompt().seed()),
            given.checklist(),
            given.points(),
            given.intendedConflict()));
  }
}
