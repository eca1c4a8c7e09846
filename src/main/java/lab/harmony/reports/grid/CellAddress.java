package lab.harmony.reports.grid;

import java.util.Optional;

/// One cell of a grid by its values: `energetic~happy~7`, or `energetic~happy` in a grid of two
/// axes.
public record CellAddress(String row, String column, Optional<String> third) {

  public static Optional<CellAddress> parse(String text) {
    var parts = text.split("~", -1);
    return switch (parts.length) {
      case 2 -> Optional.of(new CellAddress(parts[0], parts[1], Optional.empty()));
      case 3 -> Optional.of(new CellAddress(parts[0], parts[1], Optional.of(parts[2])));
      default -> Optional.empty();
    };
  }

  @Override
  public String toString() {
    return row + "~" + column + third.map(value -> "~" + value).orElse("");
  }
}
