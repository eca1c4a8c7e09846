package lab.harmony.design;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What a feature adds to the command palette; offered as a bean.
public interface CommandSource {

  /// At most `limit` commands that fit `query`, the best first; an empty query asks for the most
  /// useful ones.
  List<Command> commands(String query, int limit);

  /// Whether every word of a query is part of a text.
  static boolean fits(String text, String query) {
    var within = text.toLowerCase(Locale.ROOT);
    return Arrays.stream(query.strip().toLowerCase(Locale.ROOT).split("\\s+"))
        .allMatch(within::contains);
  }

  /// What choosing a command does.
  sealed interface Effect {
    /// Leads to a screen.
    record Opens(String path) implements Effect {}

    /// Does something, in the session of the person who chose it.
    record Does(Runnable action) implements Effect {}
  }

  /// One line of the palette: what it is (`Experiment`, `Run`, `Action`), its name, and what it
  /// does.
  record Command(String kind, String name, Effect effect) {

    /// A command that leads to a screen.
    public Command(String kind, String name, String path) {
      this(kind, name, new Effect.Opens(path));
    }

    /// A command that does something.
    public static Command action(String name, Runnable action) {
      return new Command("Action", name, new Effect.Does(action));
    }
  }
}
