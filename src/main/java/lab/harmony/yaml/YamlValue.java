package lab.harmony.yaml;

import java.util.List;

/// A value of a YAML text and the line it begins in, counted from 1.
public sealed interface YamlValue {

  int line();

  /// A text, a number, a word: as it is written.
  record Text(String value, int line) implements YamlValue {}

  /// `null`, `~`, or nothing at all.
  record Nothing(int line) implements YamlValue {}

  record Items(List<YamlValue> items, int line) implements YamlValue {
    public Items {
      items = List.copyOf(items);
    }
  }

  /// Names with their values, in the order of the text; a name may stand twice.
  record Named(List<Entry> entries, int line) implements YamlValue {
    public Named {
      entries = List.copyOf(entries);
    }
  }

  /// One `name: value`, and the line of the name.
  record Entry(String name, int line, YamlValue value) {}
}
