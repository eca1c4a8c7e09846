package lab.harmony.cli;

import java.lang.reflect.AnnotatedElement;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import lab.harmony.people.Needs;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// The verbs of `./lab` for tests.
public final class Verbs {

  private Verbs() {}

  /// Which right each needs, by its name; `nobody` where a verb does not say.
  public static Map<String, String> needs() {
    var all = new TreeMap<String, String>();
    collect("", Lab.commandLine(), null, all);
    return all;
  }

  private static void collect(
      String within, CommandLine line, @Nullable Needs above, Map<String, String> all) {
    line.getSubcommands()
        .forEach((name, verb) -> {
          var spec = verb.getCommandSpec();
          var called =
              (AnnotatedElement)
                  Objects.requireNonNullElse(method(spec), spec.userObject().getClass());
          var own = called.getAnnotation(Needs.class);
          var needs = own == null ? above : own;
          all.put(within + name, needs == null ? "nobody" : needs.value().name());
          collect(within + name + " ", verb, needs, all);
        });
  }

  private static @Nullable AnnotatedElement method(CommandLine.Model.CommandSpec spec) {
    return spec.userObject() instanceof java.lang.reflect.Method method ? method : null;
  }
}
