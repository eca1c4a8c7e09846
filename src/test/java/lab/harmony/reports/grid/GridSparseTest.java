package lab.harmony.reports.grid;

import static lab.harmony.reports.grid.SamplePictures.baseline;
import static lab.harmony.reports.grid.SamplePictures.each;
import static lab.harmony.reports.grid.SamplePictures.withSteps;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.harmony.reports.grid.axes.GridAxes;
import lab.harmony.reports.grid.axes.GridAxis;
import lab.harmony.reports.grid.facts.GridFact;
import lab.harmony.reports.grid.facts.GridPicture;
import lab.harmony.runs.images.ImageAxis;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class GridSparseTest {

  private static Optional<GridSparse> sparse(GridAxes axes, List<GridPicture> pictures) {
    return Grid.of(axes, pictures, Optional.empty()).sparse();
  }

  @Test
  void aGridThatIsMostlyEmptyIsAskedForWholeAndWhatIsThereCounts() {
    var pictures = new ArrayList<>(baseline("r261120-200000-aaaaa", "a", 42));
    pictures.addAll(
        each(baseline("r261120-200000-bbbbb", "a", 43), picture -> withSteps(picture, 30)));
    var found =
        sparse(
            new GridAxes(
                List.of(GridAxis.of(ImageAxis.ARCHETYPE)),
                List.of(GridAxis.of(GridFact.parse("steps"))),
                List.of()),
            pictures);
    assertThat(found.orElseThrow().places()).isEqualTo(192);
    assertThat(found.orElseThrow().there()).isEqualTo(96);
    assertThat(found.orElseThrow().source())
        .contains(
            "models: [\"m\"]",
            "adapters: [\"none\"]",
            "template: \"portrait\"",
            "archetypes: [\"soft\", \"stoic\", \"energetic\", \"melancholic\"]",
            "cfg_scales: [5, 7, 9]",
            "seeds: [42, 43]",
            "steps: [20, 30]",
            "width: 128",
            "cells: [archetype, steps]",
            "with: [\"r261120-200000-aaaaa\", \"r261120-200000-bbbbb\"]");
  }

  @Test
  void aFullGridAndOneOfPicturesThatNoCellCouldAskForAreLeftAlone() {
    assertThat(sparse(GridAxes.STANDARD, baseline("r261120-200000-aaaaa", "a", 42, 43))).isEmpty();
    assertThat(sparse(GridAxes.STANDARD, List.of())).isEmpty();
  }
}
