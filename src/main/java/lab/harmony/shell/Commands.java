package lab.harmony.shell;

import com.vaadin.flow.server.menu.MenuConfiguration;
import java.util.List;
import java.util.stream.Stream;
import lab.harmony.design.CommandSource;
import lab.harmony.design.CommandSource.Command;

/// What the command palette finds: the screens, and what the features offer.
record Commands(List<CommandSource> sources) {
  private static final int LIMIT = 12;
  private static final int LIMIT_OF_ONE = 8;

  List<Command> find(String query) {
    var screens =
        MenuConfiguration.getMenuEntries().stream()
            .map(entry -> new Command("Screen", entry.title(), entry.path()))
            .filter(screen -> CommandSource.fits(screen.name(), query));
    var offered = sources.stream().flatMap(source -> source.commands(query, LIMIT_OF_ONE).stream());
    return Stream.concat(screens, offered).limit(LIMIT).toList();
  }
}
