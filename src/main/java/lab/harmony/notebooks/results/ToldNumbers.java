package lab.harmony.notebooks.results;

import java.util.List;
import java.util.Map;

/// Numbers that a result tells outright, instead of having them counted from its parts: a sentence
/// that a text can take over, each number in it bound to the result.
///
/// @param label what they are and how much, for a list to choose from
/// @param form the sentence in Markdown, with `%s` for each number
public record ToldNumbers(String label, String form, List<Told> numbers) {

  public ToldNumbers {
    numbers = List.copyOf(numbers);
  }

  /// One of them.
  ///
  /// @param quantity lower-case letters and hyphens, such as `perfect-difference`
  /// @param of of which part of the result: `arm` → `doodle-base + lora-v2`
  /// @param values one, or the two ends of an interval
  /// @param decimals how many are written unless a text has others already
  /// @param form how it is written, with `%s` for each value
  /// @param words what it is, with all that belongs to it
  public record Told(
      String quantity,
      Map<String, String> of,
      List<Double> values,
      int decimals,
      String form,
      String words) {
    public Told {
      of = Map.copyOf(of);
      values = List.copyOf(values);
    }
  }
}
