package lab.harmony.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.cli.terminal.ExperimentNames;
import lab.harmony.cli.terminal.LabContext;
import lab.harmony.cli.terminal.Listing;
import lab.harmony.json.Json;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import lab.harmony.pins.LeastPoints;
import lab.harmony.pins.Pin;
import lab.harmony.pins.PinCheck;
import lab.harmony.pins.PinChecks;
import lab.harmony.pins.PinId;
import lab.harmony.pins.PinJudge;
import lab.harmony.pins.PinProblem;
import lab.harmony.pins.PinReport;
import lab.harmony.pins.PinSubject;
import lab.harmony.pins.PinWish;
import lab.harmony.pins.PinnedPicture;
import lab.harmony.pins.Pins;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunId;
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

  private static final int NOT_KNOWN = 3;

  /// Not 1, which every verb ends with when it could not do what it was asked.
  private static final int BROKE = 4;

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  CommandSpec spec;

  @Mixin private Listing listing = new Listing();

  private final Supplier<ConfigurableApplicationContext> lab;

  PinsCommand() {
    this(LabContext::asking);
  }

  PinsCommand(Supplier<ConfigurableApplicationContext> lab) {
    this.lab = lab;
  }

  @Override
  public Integer call() {
    List<Pin> pins;
    try (var context = lab.get()) {
      pins = context.getBean(Pins.class).pinned();
    }
    listing.print(pins, PinsCommand::facts, PinsCommand::line);
    return 0;
  }

  @Command(
      name = "check",
      description = {
        "Says which pins runs and epochs of trainings hold, break, have not drawn, or drew without"
            + " the pin's judge having judged it.",
        "Exit code 0: all of them held; 4: one broke; 3: none broke, and not all are known, or"
            + " something that was named has nothing to show."
      },
      mixinStandardHelpOptions = true)
  int check(
      @Parameters(
              paramLabel = "WHAT",
              arity = "0..*",
              description =
                  "A run, a training with all its epochs, or one of them (lora-v1/epoch-03).")
          List<String> names,
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
    if (all != asked.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "pins check needs runs or trainings, or --all, got " + (all ? "both" : "neither"));
    }
    try (var context = lab.get()) {
      var checks = context.getBean(PinChecks.class);
      var nothingYet = new ArrayList<String>();
      var found = all ? checks.all() : reports(asked, checks, nothingYet);
      var reports = drawn ? found.stream().map(PinReport::drawn).toList() : found;
      int exit = exit(reports, all, nothingYet);
      if (json) {
        print(reports, nothingYet, exit);
      } else {
        reports.forEach(this::print);
        notHeld(reports, checks);
        nothingYet.forEach(
            name -> spec.commandLine().getOut().printf("training %s: no epoch yet.%n", name));
        if (reports.isEmpty() && nothingYet.isEmpty()) {
          spec.commandLine().getOut().println("Nothing was drawn that is pinned.");
        }
      }
      spec.commandLine().getOut().flush();
      keep(found, checks);
      return exit;
    }
  }

  /// Nothing is green because nobody said that it was left out.
  private void notHeld(List<PinReport> reports, PinChecks checks) {
    var left = checks.notOfTrainings();
    if (!left.isEmpty()
        && reports.stream().anyMatch(one -> one.subject() instanceof PinSubject.OfEpoch)) {
      spec.commandLine()
          .getOut()
          .printf(
              "Trainings are not held against pins by people, who score none of their pictures: %s.%n",
              left.stream().map(pin -> pin.id().toString()).collect(Collectors.joining(", ")));
    }
  }

  /// What was found is said whether or not it can be noted.
  private void keep(List<PinReport> found, PinChecks checks) {
    try {
      found.forEach(checks::keep);
    } catch (RuntimeException e) {
      spec.commandLine()
          .getErr()
          .printf("What was found is not noted in the lab: %s%n", e.getMessage());
      spec.commandLine().getErr().flush();
    }
  }

  /// Whatever is named has to hold something: nothing is green because nothing was looked at.
  private static int exit(List<PinReport> reports, boolean all, List<String> nothingYet) {
    if (reports.stream().anyMatch(report -> !report.broken().isEmpty())) {
      return BROKE;
    }
    boolean everyOneHolds =
        reports.stream().allMatch(report -> report.holds() && (all || !report.checks().isEmpty()));
    boolean oneHolds = reports.stream().anyMatch(report -> !report.held().isEmpty());
    return everyOneHolds && oneHolds && nothingYet.isEmpty() ? 0 : NOT_KNOWN;
  }

  /// @param nothingYet takes the trainings that have no epoch
  private List<PinReport> reports(List<String> names, PinChecks checks, List<String> nothingYet) {
    var reports = new ArrayList<PinReport>();
    for (var name : names) {
      var found =
          RunId.parse(name)
              .flatMap(checks::run)
              .map(List::of)
              .or(() -> checks.training(name))
              .or(() -> epoch(name, checks));
      var of =
          found.orElseThrow(() ->
              new ParameterException(
                  spec.commandLine(),
                  "there is no run, no training and no epoch of one that is called \"%s\""
                      .formatted(name)));
      if (of.isEmpty()) {
        nothingYet.add(name);
      }
      reports.addAll(of);
    }
    return reports;
  }

  private static Optional<List<PinReport>> epoch(String name, PinChecks checks) {
    int slash = name.indexOf('/');
    return slash < 0
        ? Optional.empty()
        : checks
            .training(name.substring(0, slash))
            .map(reports ->
                reports.stream().filter(report -> report.subject().name().equals(name)).toList())
            .filter(reports -> !reports.isEmpty());
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
      spec.commandLine().getOut().println(line(pin));
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

  private static String line(Pin pin) {
    return String.join(
        "\t",
        pin.id().toString(),
        pin.title(),
        pin.demand(),
        pin.wish().experiment().map("of "::concat).orElse("of the lab"),
        pin.picture().toString(),
        pin.pinnedBy().name(),
        pin.wish().reasonInALine());
  }

  private static Map<String, Object> facts(Pin pin) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("pin", pin.id().value());
    facts.put("archetype", pin.place().archetype());
    facts.put("emotion", pin.place().emotion());
    facts.put("prompt", pin.place().words().prompt());
    facts.put("negativePrompt", pin.place().words().negativePrompt());
    facts.put("cfgScale", pin.place().cfgScale());
    facts.put("seed", pin.place().seed());
    pin.wish().settings().ifPresent(settings -> facts.put("settings", settings));
    pin.wish().experiment().ifPresent(experiment -> facts.put("experiment", experiment));
    switch (pin.wish().judge()) {
      case PinJudge.People _ -> facts.put("judge", "people");
      case PinJudge.Machine(var name, var sha256) -> {
        facts.put("judge", name);
        facts.put("judgeSha256", sha256);
      }
    }
    facts.put("least", pin.wish().least().value());
    pin.seen().ifPresent(points -> facts.put("seen", points));
    facts.put("picture", pin.picture().toString());
    facts.put("reason", pin.wish().reason());
    facts.put("by", pin.pinnedBy().name());
    facts.put("at", pin.pinnedAt().toString());
    return facts;
  }

  private void print(PinReport report) {
    var out = spec.commandLine().getOut();
    out.printf("%s: %s%n", report.subject().words(), report.sentence());
    for (var check : report.checks()) {
      out.printf(
          "  %s\t%s\t%s\t%s%n",
          check.pin().id(),
          check.pin().title(),
          check.state().words(),
          check.state().decisive().map(PinnedPicture::name).orElse(""));
    }
  }

  private void print(List<PinReport> reports, List<String> nothingYet, int exit) {
    var all = new LinkedHashMap<String, Object>();
    all.put("exit", exit);
    all.put("nothingYet", nothingYet);
    all.put("checked", reports.stream().map(PinsCommand::facts).toList());
    spec.commandLine().getOut().println(Json.MAPPER.writeValueAsString(all));
  }

  private static Map<String, Object> facts(PinReport report) {
    var facts = new LinkedHashMap<String, Object>();
    switch (report.subject()) {
      case PinSubject.OfRun(var run, var experiment) -> {
        facts.put("run", run.value());
        facts.put("experiment", experiment);
      }
      case PinSubject.OfEpoch(var training, var folder, var epoch) -> {
        facts.put("training", training);
        facts.put("epoch", epoch);
        facts.put("pictures", folder);
      }
    }
    facts.put("sentence", report.sentence());
    facts.put("pins", report.checks().stream().map(PinsCommand::facts).toList());
    return facts;
  }

  private static Map<String, Object> facts(PinCheck check) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("pin", check.pin().id().value());
    facts.put("title", check.pin().title());
    facts.put("state", check.state().code());
    facts.put("words", check.state().words());
    facts.put("least", check.pin().wish().least().value());
    facts.put("judge", check.pin().wish().judge().words());
    facts.put("pinned", check.pin().picture().toString());
    check.state().decisive().ifPresent(face -> facts.put("picture", face.name()));
    return facts;
  }
}
