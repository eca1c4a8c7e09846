package lab.harmony.cli;

import java.util.List;
import java.util.function.Function;
import lab.harmony.json.Json;
import picocli.CommandLine.Model.CommandSpec;

/// What verbs that list things print: a line for each, or all of them as one JSON list.
final class Listing {

  private Listing() {}

  /// @param facts of one, in JSON
  /// @param line that people read of one
  static <T> void print(
      CommandSpec spec, boolean json, List<T> all, Function<T, ?> facts, Function<T, String> line) {
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.MAPPER.writeValueAsString(all.stream().map(facts).toList()));
    } else {
      all.stream().map(line).forEach(out::println);
    }
    out.flush();
  }
}
