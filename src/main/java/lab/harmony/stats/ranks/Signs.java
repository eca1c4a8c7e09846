package lab.harmony.stats.ranks;

import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGeneratorFactory;

/// Choices of signs, one for each pair.
public sealed interface Signs {

  int count();

  /// Hands over the places with a plus of each choice for `size` pairs, one after another.
  void forEach(int size, Consumer<BitSet> reader);

  /// So many choices, the same for the same seed.
  record Drawn(int count, long seed) implements Signs {

    public Drawn {
      if (count < 1) {
        throw new IllegalArgumentException("need a choice of signs at least, got " + count);
      }
    }

    @Override
    public void forEach(int size, Consumer<BitSet> reader) {
      var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      var words = new long[(size + Long.SIZE - 1) / Long.SIZE];
      for (int choice = 0; choice < count; choice++) {
        for (int word = 0; word < words.length; word++) {
          words[word] = random.nextLong();
        }
        var plus = BitSet.valueOf(words);
        plus.clear(size, words.length * Long.SIZE);
        reader.accept(plus);
      }
    }
  }

  /// Choices made elsewhere, a row of `+` and `-` each.
  record Given(List<String> rows) implements Signs {

    public Given {
      rows = List.copyOf(rows);
    }

    @Override
    public int count() {
      return rows.size();
    }

    @Override
    public void forEach(int size, Consumer<BitSet> reader) {
      for (var row : rows) {
        if (row.length() != size || !row.matches("[+-]*")) {
          throw new IllegalArgumentException(
              "need %d signs of + and -, got %s".formatted(size, row));
        }
        var plus = new BitSet(size);
        for (int place = 0; place < size; place++) {
          plus.set(place, row.charAt(place) == '+');
        }
        reader.accept(plus);
      }
    }
  }
}
