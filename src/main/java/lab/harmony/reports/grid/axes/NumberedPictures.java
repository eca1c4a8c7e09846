package lab.harmony.reports.grid.axes;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import lab.harmony.reports.grid.facts.GridPicture;

/// Pictures with a number each, from 0 on: what is known of thousands lies in arrays.
public final class NumberedPictures {
  private final List<GridPicture> all;
  private final Map<GridPicture, Integer> numbers;

  public NumberedPictures(Collection<GridPicture> pictures) {
    all = List.copyOf(pictures);
    numbers = new IdentityHashMap<>(all.size());
    for (int number = 0; number < all.size(); number++) {
      numbers.put(all.get(number), number);
    }
  }

  public List<GridPicture> all() {
    return all;
  }

  int size() {
    return all.size();
  }

  /// The number of a picture, or -1 if it is none of them.
  int of(GridPicture picture) {
    return numbers.getOrDefault(picture, -1);
  }
}
