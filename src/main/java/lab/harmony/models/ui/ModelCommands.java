package lab.harmony.models.ui;

import java.util.List;
import java.util.stream.Stream;
import lab.harmony.design.CommandSource;
import lab.harmony.models.ModelCatalogue;
import lab.harmony.models.ModelName;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import org.springframework.stereotype.Component;

/// The models and adapters in the command palette.
@Component
@Needs(Right.LOOK)
class ModelCommands implements CommandSource {
  private final ModelCatalogue catalogue;

  ModelCommands(ModelCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public List<Command> commands(String query, int limit) {
    return Stream.concat(
            catalogue.list().stream().map(model -> command("Model", model.name())),
            catalogue.adapters().stream().map(adapter -> command("Adapter", adapter.name())))
        .filter(command -> CommandSource.fits(command.kind() + " " + command.name(), query))
        .limit(limit)
        .toList();
  }

  private static Command command(String kind, ModelName name) {
    return new Command(kind, name.value(), ModelLinks.of(name));
  }
}
