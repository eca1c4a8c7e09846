package lab.harmony.notebooks.citations;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.results.ToldNumbers;
import lab.harmony.notebooks.results.ToldNumbers.Told;

/// Numbers that a result tells outright.
record ToldQuantities(List<ToldNumbers> all) implements CitedResult {

  @Override
  public Measured of(Citation citation) {
    var named =
        numbers().stream().filter(told -> told.quantity().equals(citation.quantity())).toList();
    if (named.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no number \"%s\"; there are: %s"
              .formatted(
                  citation.quantity(),
                  numbers().stream()
                      .map(Told::quantity)
                      .distinct()
                      .collect(Collectors.joining(", "))));
    }
    var exact = named.stream().filter(told -> isOf(told, citation.of(), true)).toList();
    var found =
        exact.isEmpty()
            ? named.stream().filter(told -> isOf(told, citation.of(), false)).toList()
            : exact;
    if (found.size() != 1) {
      throw new IllegalArgumentException(
          "it has %s of %s; name one: %s"
              .formatted(
                  found.isEmpty() ? "none" : "several",
                  citation.of().isEmpty() ? "it" : String.join(", ", citation.of().values()),
                  named.stream().map(ToldQuantities::place).collect(Collectors.joining(", "))));
    }
    var told = found.getFirst();
    return new Measured(told.values(), false, told.decimals(), told.form(), told.words());
  }

  private List<Told> numbers() {
    return all.stream().flatMap(told -> told.numbers().stream()).distinct().toList();
  }

  private static String place(Told told) {
    return told.of().entrySet().stream()
        .map(one -> "%s=%s".formatted(one.getKey(), one.getValue()))
        .collect(Collectors.joining("&"));
  }

  /// What draws may be named by the adapter alone, `lora-v1` for `doodle-base + lora-v1`, where
  /// nothing is called exactly so.
  private static boolean isOf(Told told, Map<String, String> wanted, boolean exactly) {
    var rest = new HashMap<>(told.of());
    for (var one : wanted.entrySet()) {
      var value = rest.remove(one.getKey());
      if (value == null
          || !value.equals(one.getValue())
              && (exactly || !List.of(value.split(" \\+ ")).contains(one.getValue()))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public List<Offer> offers(CellId cell) {
    return all.stream().flatMap(told -> offer(cell, told).stream()).toList();
  }

  /// Empty where a number in it could not be told apart from others.
  private Optional<Offer> offer(CellId cell, ToldNumbers told) {
    var cited = addresses(cell, told);
    if (!cited.stream().allMatch(Citation::isRead)) {
      return Optional.empty();
    }
    var links = new ArrayList<String>();
    for (var one : cited) {
      try {
        links.add("[%s](%s)".formatted(of(one).text(), one.address()));
      } catch (IllegalArgumentException notSingle) {
        return Optional.empty();
      }
    }
    return Optional.of(new Offer(told.label(), told.form().formatted(links.toArray()), cited));
  }

  private static List<Citation> addresses(CellId cell, ToldNumbers told) {
    return told.numbers().stream()
        .map(one -> new Citation(cell, one.quantity(), one.of()))
        .toList();
  }
}
