package lab.harmony.reports.grid;

import java.lang.ref.SoftReference;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.harmony.reports.grid.axes.GridAddress;
import lab.harmony.reports.grid.axes.GridLayout;
import lab.harmony.reports.grid.facts.GridPicture;
import lab.harmony.reports.grid.facts.GridPictures;
import lab.harmony.review.Scores;
import org.springframework.stereotype.Service;

/// Comparison grids over the pictures of experiments.
@Service
public class Grids {

  /// More than people look at, one after the other.
  private static final int MOST_KEPT = 16;

  private final Scores scores;
  private final GridPictures pictures;

  /// The layouts asked for last, the last one at the end; each is let go when memory is short.
  private final Map<Layout, SoftReference<Laid>> laid =
      Collections.synchronizedMap(
          new LinkedHashMap<>(MOST_KEPT, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Layout, SoftReference<Laid>> eldest) {
              return size() > MOST_KEPT;
            }
          });

  /// What decides a grid besides its pictures.
  private record Layout(List<String> experiments, GridLayout layout) {}

  private record Laid(List<GridPicture> pictures, Grid grid) {}

  Grids(Scores scores, GridPictures pictures) {
    this.scores = scores;
    this.pictures = pictures;
  }

  /// Lays out what an address asks for: the faces that its experiments stand on. While nothing of
  /// them has become another, that is the same grid.
  public Grid lay(GridAddress address) {
    var layout = new Layout(address.experiments(), address.layout());
    var now = pictures(address.experiments());
    var before = Optional.ofNullable(laid.get(layout)).map(SoftReference::get);
    if (before.filter(one -> one.pictures().equals(now)).isPresent()) {
      return before.get().grid();
    }
    var grid = Grid.of(address.layout(), now);
    laid.put(layout, new SoftReference<>(new Laid(now, grid)));
    return grid;
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
