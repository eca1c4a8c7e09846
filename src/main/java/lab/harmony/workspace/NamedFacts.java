package lab.harmony.workspace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What something rests on: names and their values, in an order of their own. What is not asked for
/// is not in the list, so that a new name changes the digest only where it is used.
///
/// The digest goes over the names and values as they stand here and over nothing else, so it
/// survives whatever classes and fields are called.
public record NamedFacts(List<Fact> facts) {

  public NamedFacts {
    facts = List.copyOf(facts);
  }

  public static NamedFacts of(Fact... facts) {
    return new NamedFacts(Arrays.asList(facts));
  }

  /// The same with all of these at the end.
  public NamedFacts with(NamedFacts more) {
    var all = new ArrayList<>(facts);
    all.addAll(more.facts());
    return new NamedFacts(all);
  }

  /// The same with one more at the end.
  public NamedFacts with(Fact more) {
    return with(of(more));
  }

  /// One name and its value.
  ///
  /// @param name never changed once a digest with it is stored
  public record Fact(String name, String value) {

    public static Fact of(String name, String value) {
      return new Fact(name, value);
    }

    public static Fact of(String name, long value) {
      return new Fact(name, Long.toString(value));
    }

    public static Fact of(String name, double value) {
      return new Fact(name, Double.toString(value));
    }

    public static Fact of(String name, boolean value) {
      return new Fact(name, Boolean.toString(value));
    }
  }

  /// The digest of all names and values; the lengths keep them apart.
  public Sha256 sha256() {
    var text = new StringBuilder();
    for (var fact : facts) {
      text.append(fact.name())
          .append(' ')
          .append(fact.value().length())
          .append(' ')
          .append(fact.value())
          .append('\n');
    }
    return Sha256.of(text.toString());
  }
}
