package lab.harmony.design;

import java.util.List;

/// What a feature adds to the command palette; offered as a bean.
public interface CommandSource {

  /// At most `limit` commands that fit `query`, the best first; an empty query asks for the most
  /// useful ones.
  List<Command> commands(String query, int limit);

  /// One line of the palette: what it is (`Experiment`, `Run`), its name, and where it leads.
  record Command(String kind, String name, String path) {}
}
