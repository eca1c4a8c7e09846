package lab.harmony.runs.images;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A place of a grid by what its pictures share, however its axes lie:
/// `archetype=soft&emotion=happy`.
///
/// @param values by axis; two or three
public record AxisPlace(Map<ImageAxis, String> values) {

  private static final Pattern VALUE = Pattern.compile("([a-z]+)=([^=&]*)");

  public AxisPlace {
    if (values.size() < 2 || values.size() > 3) {
      throw new IllegalArgumentException(
          "a place of a grid has a value on two or three axes, got " + values);
    }
    values = Map.copyOf(values);
  }

  /// @param third what is told apart within a place, and the value
  public static AxisPlace of(
      ImageAxis rows,
      String row,
      ImageAxis columns,
      String column,
      Optional<Map.Entry<ImageAxis, String>> third) {
    var values = new EnumMap<ImageAxis, String>(ImageAxis.class);
    values.put(rows, row);
    values.put(columns, column);
    third.ifPresent(one -> values.put(one.getKey(), one.getValue()));
    return new AxisPlace(values);
  }

  /// The place that is written so; the reverse of [#toString()].
  public static Optional<AxisPlace> parse(String text) {
    var values = new EnumMap<ImageAxis, String>(ImageAxis.class);
    for (var part : text.split("&", -1)) {
      var found = VALUE.matcher(part);
      var axis = found.matches() ? ImageAxis.ofWord(found.group(1)) : Optional.<ImageAxis>empty();
      if (axis.isEmpty()) {
        return Optional.empty();
      }
      try {
        values.put(axis.get(), URLDecoder.decode(found.group(2), StandardCharsets.UTF_8));
      } catch (IllegalArgumentException noEscape) {
        return Optional.empty();
      }
    }
    return values.size() < 2 || values.size() > 3
        ? Optional.empty()
        : Optional.of(new AxisPlace(values));
  }

  /// The value on one of its axes.
  public String value(ImageAxis axis) {
    var value = values.get(axis);
    if (value == null) {
      throw new IllegalArgumentException("%s says nothing of %s".formatted(this, axis.word()));
    }
    return value;
  }

  /// In words: `soft, happy, CFG 7`.
  public String describe() {
    return new EnumMap<>(values)
        .entrySet().stream()
            .map(one -> one.getKey().describe(one.getValue()))
            .collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return new EnumMap<>(values)
        .entrySet().stream()
            .map(one ->
                one.getKey().word()
                    + "="
                    + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
  }
}
