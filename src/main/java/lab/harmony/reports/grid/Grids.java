package lab.harmony.reports.grid;

import java.util.List;
import lab.harmony.review.Scores;
import org.springframework.stereotype.Service;

/// Comparison grids over the pictures of experiments.
@Service
public class Grids {

  private final Scores scores;
  private final GridPictures pictures;

  Grids(Scores scores, GridPictures pictures) {
    this.scores = scores;
    this.pictures = pictures;
  }

  /// Lays out what an address asks for: the faces that its experiments stand on.
  public Grid lay(GridAddress address) {
    return Grid.of(address.axes(), pictures(address.experiments()), address.like());
  }

  private List<GridPicture> pictures(List<String> experiments) {
    var images =
        experiments.stream().flatMap(experiment -> scores.images(experiment).stream()).toList();
    return pictures.of(images);
  }

  /// How many pictures an experiment stands on.
  public int size(String experiment) {
    return scores.images(experiment).size();
  }
}
