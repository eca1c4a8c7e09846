package lab.harmony.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.cli.terminal.ExperimentNames;
import lab.harmony.cli.terminal.LabContext;
import lab.harmony.cli.terminal.Listing;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import lab.harmony.pins.LeastPoints;
import lab.harmony.pins.Pin;
import lab.harmony.pins.PinChecks;
import lab.harmony.pins.PinId;
import lab.harmony.pins.PinProblem;
import lab.harmony.pins.PinWish;
import lab.harmony.pins.Pins;
import lab.harmony.runs.ImageId;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Lists the faces that must not break, and holds runs and trainings against them.
@Needs(Right.LOOK)
@Command(
    name = "pins",
    description = "Lists the faces that must not break.",
    mixinStandardHelpOptions = true)
final class PinsCommand implements Callable<Integer> {

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  CommandSpec spec;

  @Mixin private Listing listing = new Listing();

  private final Supplier<ConfigurableApplicationContext> lab;
  private final Supplier<ConfigurableApplicationContext> working;

  PinsCommand() {
    this(LabContext::asking, LabContext::open);
  }

  PinsCommand(Supplier<ConfigurableApplicationContext> lab) {
    this(lab, lab);
  }

  /// @param working services that draw where nobody else does
  private PinsCommand(
      Supplier<ConfigurableApplicationContext> lab,
      Supplier<ConfigurableApplicationContext> working) {
    this.lab = lab;
    this.working = working;
  }

  @Override
  public Integer call() {
    List<Pin> pins;
    try (var context = lab.get()) {
      pins = context.getBean(Pins.class).pinned();
    }
    listing.print(pins, PinWords::facts, PinWords::line);
    return 0;
  }

  @Command(
      name = "check",
      description = {
        "Says which pins runs, epochs of trainings, models and adapters hold, break, have not"
            + " drawn, or drew without the pin's judge having judged it. Of a model or an adapter"
            + " what it has not drawn yet is drawn first.",
        "Exit code 0: all of them held; 4: one broke; 3: none broke, and not all are known, or"
            + " something that was named has nothing to show."
      },
      mixinStandardHelpOptions = true)
  int check(
      @Parameters(
              paramLabel = "WHAT",
              arity = "0..*",
              description =
                  "A run, a training with all its epochs, one of them (lora-v1/epoch-03), a model"
                      + " or an adapter.")
          List<String> names,
      @Option(
              names = "--model",
              paramLabel = "NAME",
              description =
                  "A model or an adapter, also where a training is called like it; may be given"
                      + " several times.")
          List<String> models,
      @Option(
              names = "--adapter",
              paramLabel = "NAME",
              description =
                  "An adapter, also where a model is called like it; may be given several times.")
          List<String> adapters,
      @Option(
              names = "--with",
              paramLabel = "MODEL",
              description =
                  "Draw with adapters by this model, and not by those that drew the pinned"
                      + " pictures.")
          Optional<String> with,
      @Option(
              names = "--weight",
              paramLabel = "WEIGHT",
              description = "Draw with adapters at this weight (0.8, unless given).")
          Optional<Double> weight,
      @Option(names = "--known", description = "Draw nothing: say what is known.") boolean known,
      @Option(
              names = "--all",
              description = "Whatever was drawn since the pins were made, each that it drew.")
          boolean all,
      @Option(
              names = "--drawn",
              description = "Only pins that it drew: those that it did not draw count for nothing.")
          boolean drawn,
      @Option(names = "--json", description = "Print an object: exit, nothingYet[], checked[].")
          boolean json) {
    var asked = names == null ? List.<String>of() : names;
    var ofModels = models == null ? List.<String>of() : models;
    var ofAdapters = adapters == null ? List.<String>of() : adapters;
    if (all == !(asked.isEmpty() && ofModels.isEmpty() && ofAdapters.isEmpty())) {
      throw new ParameterException(
          spec.commandLine(),
          "pins check needs runs, trainings or models, or --all, got "
              + (all ? "both" : "neither"));
    }
    var check = new PinsCheck(spec, new PinsCheck.Shown(all, drawn, json));
    final PinsCheck.Found found;
    try (var context = lab.get()) {
      var drawers = new PinDrawers(spec, context, with, weight);
      found = check.find(asked, ofModels, drawers);
      ofAdapters.forEach(name -> found.drawers().add(drawers.adapter(name)));
      drawers.requireUsed(found.drawers(), known);
      if (known || found.drawers().isEmpty()) {
        return check.told(found, context, PinDrawers.Came.NOTHING);
      }
    }
    try (var context = working.get()) {
      var drawers = new PinDrawers(spec, context, with, weight);
      var came = drawers.draw(found.drawers());
      int exit = check.told(found, context, came);
      check.keep(drawers.reports(came.runs()), context.getBean(PinChecks.class));
      return exit;
    }
  }

  @Needs(Right.PIN)
  @Command(
      name = "add",
      description = "Pins a picture: what is drawn from its prompt and seed must keep its points.",
      mixinStandardHelpOptions = true)
  int add(
      @Parameters(paramLabel = "PICTURE", description = "As r261120-204501-k3f9q/17.")
          String picture,
      @Option(
              names = "--least",
              paramLabel = "POINTS",
              description = "Points of three that it must keep; those it has, unless given.")
          Optional<Integer> least,
      @Option(
              names = "--experiment",
              paramLabel = "EXPERIMENT",
              description = "Hold only runs of this experiment against it, and not the whole lab.")
          Optional<String> experiment,
      @Option(
              names = "--people",
              description = "By people, also where only a machine has judged it.")
          boolean people,
      @Option(
              names = "--machine",
              description =
                  "By the machine judge that read it, also where people have scored it: trainings"
                      + " are held against such pins alone.")
          boolean machine,
      @Option(names = "--same-settings", description = "Only where it is drawn in the same way.")
          boolean same,
      @Option(names = "--reason", paramLabel = "WORDS", defaultValue = "", description = "Why.")
          String reason) {
    if (people && machine) {
      throw new ParameterException(
          spec.commandLine(),
          "a pin has one judge: give --people or --machine, and add it a second time for the other");
    }
    ImageId image;
    Optional<LeastPoints> points;
    try {
      image = ImageId.parse(picture);
      points = least.map(LeastPoints::new);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
    try (var context = lab.get()) {
      var pins = context.getBean(Pins.class);
      var usual =
          people ? pins.byPeople(image) : machine ? pins.byMachine(image) : pins.usual(image);
      var wish =
          new PinWish(
              experiment.map(name -> ExperimentNames.slug(spec, context, name).value()),
              usual.judge(),
              points.orElse(usual.least()),
              same ? Optional.of(pins.settings(image)) : Optional.empty(),
              reason);
      var pin = pins.pinExactly(image, wish, context.getBean(CurrentPerson.class).actor());
      spec.commandLine().getOut().println(PinWords.line(pin));
      spec.commandLine().getOut().flush();
      return 0;
    } catch (PinProblem e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  @Needs(Right.PIN)
  @Command(
      name = "remove",
      description = "Takes pins away; what was found of them stays.",
      mixinStandardHelpOptions = true)
  int remove(
      @Parameters(paramLabel = "PIN", arity = "1..*", description = "As ./lab pins numbers it.")
          List<String> numbers) {
    try (var context = lab.get()) {
      var pins = context.getBean(Pins.class);
      var known = new ArrayList<PinId>();
      for (var number : numbers) {
        known.add(
            PinId.parse(number)
                .filter(id -> pins.find(id).filter(Pin::isPinned).isPresent())
                .orElseThrow(() ->
                    new ParameterException(
                        spec.commandLine(),
                        "there is no pin \"%s\"; ./lab pins lists them".formatted(number))));
      }
      var by = context.getBean(CurrentPerson.class).actor();
      known.forEach(id -> pins.unpin(id, by));
      return 0;
    }
  }
}
