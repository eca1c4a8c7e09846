package lab.harmony.shell;

import java.util.List;
import java.util.stream.Stream;
import lab.harmony.design.CommandSource;
import lab.harmony.design.CommandSource.Command;

/// What the command palette finds: the screens, and what the features offer, as far as it is open
/// to whoever asks.
record Commands(List<CommandSource> sources, Doors doors) {
  /// As many as there are screens, and more.
  private static final int LIMIT = 16;

  private static final int LIMIT_OF_ONE = 8;

  List<Command> find(String query) {
    var screens =
        doors.screens().stream()
            .map(screen -> new Command("Screen", screen.title(), screen.path()))
            .filter(screen -> CommandSource.fits(screen.name(), query));
    var offered =
        sources.stream()
            .filter(doors::offered)
            .flatMap(source -> source.commands(query, LIMIT_OF_ONE).stream())
            .filter(this::leads);
    return Stream.concat(screens, offered).limit(LIMIT).toList();
  }

  private boolean leads(Command command) {
    return !(command.effect() instanceof CommandSource.Effect.Opens(var path)) || doors.leads(path);
  }
}
