package lab.harmony.stats.resampling;

import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGeneratorFactory;

/// Samples drawn with replacement from what was seen: each a row of places to take.
public sealed interface Resamples {

  int count();

  /// Hands over the places of each resample of `size` things, one after another. The row is the
  /// reader's only until the next one.
  void forEach(int size, Consumer<int[]> reader);

  /// So many resamples, the same for the same seed.
  record Drawn(int count, long seed) implements Resamples {

    public Drawn {
      if (count < 1) {
        throw new IllegalArgumentException("need a resample at least, got " + count);
      }
    }

    @Override
    public void forEach(int size, Consumer<int[]> reader) {
      var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      var places = new int[size];
      for (int resample = 0; resample < count; resample++) {
        for (int place = 0; place < size; place++) {
          places[place] = random.nextInt(size);
        }
        reader.accept(places);
      }
    }
  }

  /// Resamples that were drawn elsewhere.
  record Given(List<List<Integer>> places) implements Resamples {

    public Given {
      places = places.stream().map(List::copyOf).toList();
    }

    @Override
    public int count() {
      return places.size();
    }

    @Override
    public void forEach(int size, Consumer<int[]> reader) {
      for (var row : places) {
        if (row.size() != size || row.stream().anyMatch(place -> place < 0 || place >= size)) {
          throw new IllegalArgumentException(
              "need %d places of 0 to %d, got %s".formatted(size, size - 1, row));
        }
        reader.accept(row.stream().mapToInt(Integer::intValue).toArray());
      }
    }
  }
}
