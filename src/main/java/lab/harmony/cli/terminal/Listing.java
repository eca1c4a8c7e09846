package lab.harmony.cli.terminal;

import java.util.List;
import java.util.function.Function;
import lab.harmony.json.Json;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// What verbs that list things have in common: they print a line for each, or all of them as one
/// JSON list.
public final class Listing {

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec(Spec.Target.MIXEE)
  private CommandSpec verb;

  @Option(names = "--json", description = "Print a list of objects.")
  private boolean json;

  /// @param facts of one, in JSON
  /// @param line that people read of one
  public <T> void print(List<T> all, Function<T, ?> facts, Function<T, String> line) {
    var out = verb.commandLine().getOut();
    if (json) {
      out.println(Json.MAPPER.writeValueAsString(all.stream().map(facts).toList()));
    } else {
      all.stream().map(line).forEach(out::println);
    }
    out.flush();
  }
}
