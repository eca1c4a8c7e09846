package lab.harmony.reports.grid.axes;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// One cell of a grid by its values on all axes, in the order of [GridAxes#chosen()]:
/// `energetic~happy~7`. Within a value `~` and `%` are `%7E` and `%25`.
public record CellAddress(List<String> values) {

  public CellAddress {
    values = List.copyOf(values);
  }

  public static CellAddress of(String... values) {
    return new CellAddress(List.of(values));
  }

  public static CellAddress parse(String text) {
    return new CellAddress(
        Arrays.stream(text.split("~", -1))
            .map(value -> value.replace("%7E", "~").replace("%25", "%"))
            .toList());
  }

  @Override
  public String toString() {
    return values.stream()
        .map(value -> value.replace("%", "%25").replace("~", "%7E"))
        .collect(Collectors.joining("~"));
  }
}
