package lab.harmony.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import lab.harmony.pins.PinChecks;
import lab.harmony.pins.PinId;
import lab.harmony.pins.PinReport;
import lab.harmony.pins.PinSubject;
import lab.harmony.pins.models.Drawer;
import lab.harmony.pins.models.ModelPins;
import lab.harmony.runs.RunId;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// What `pins check` was asked about, what became of the pins in it, and by which exit code that is
/// told.
///
/// @param shown what was asked for
record PinsCheck(CommandSpec verb, Shown shown) {

  private static final int NOT_KNOWN = 3;

  /// Not 1, which every verb ends with when it could not do what it was asked.
  private static final int BROKE = 4;

  /// What was asked for.
  ///
  /// @param all whether whatever was drawn since is meant
  /// @param drawn whether only pins that were drawn count
  record Shown(boolean all, boolean drawn, boolean json) {}

  /// What the words on the command line are.
  ///
  /// @param nothingYet trainings that have no epoch
  record Found(List<PinReport> reports, List<String> nothingYet, List<Drawer> drawers) {}

  Found find(List<String> names, List<String> models, PinDrawers drawers) {
    var checks = drawers.checks();
    var nothingYet = new ArrayList<String>();
    var drawing = new ArrayList<Drawer>();
    var reports =
        shown.all()
            ? checks.all()
            : reports(names, checks, nothingYet, name -> drawers.find(name).map(drawing::add));
    models.forEach(name -> drawing.add(drawers.known(name)));
    return new Found(reports, nothingYet, drawing);
  }

  /// Says what became of the pins.
  ///
  /// @return the exit code
  int told(Found found, ConfigurableApplicationContext context, PinDrawers.Came came) {
    var checks = context.getBean(PinChecks.class);
    var standings = context.getBean(ModelPins.class);
    var all = new ArrayList<>(found.reports());
    var drawnBy = new HashMap<PinSubject, Map<PinId, String>>();
    for (var drawer : found.drawers()) {
      var standing = standings.standing(drawer);
      all.add(standing.report());
      drawnBy.put(standing.report().subject(), standing.drawnBy());
    }
    var reports = shown.drawn() ? all.stream().map(PinReport::drawn).toList() : all;
    int exit = exit(exit(reports, shown.all(), found.nothingYet()), came);
    var out = verb.commandLine().getOut();
    if (shown.json()) {
      out.println(PinWords.json(reports, found.nothingYet(), came.notDrawn(), drawnBy, exit));
    } else {
      reports.forEach(
          report -> PinWords.print(report, drawnBy.getOrDefault(report.subject(), Map.of()), out));
      notHeld(reports, checks);
      found.nothingYet().forEach(name -> out.printf("training %s: no epoch yet.%n", name));
      if (reports.isEmpty() && found.nothingYet().isEmpty()) {
        out.println("Nothing was drawn that is pinned.");
      }
    }
    out.flush();
    keep(all, checks);
    return exit;
  }

  /// Nothing is green because nobody said that it was left out.
  private void notHeld(List<PinReport> reports, PinChecks checks) {
    var left = checks.notOfTrainings();
    if (!left.isEmpty()
        && reports.stream().anyMatch(one -> one.subject() instanceof PinSubject.OfEpoch)) {
      verb.commandLine()
          .getOut()
          .printf(
              "Trainings are not held against pins by people, who score none of their pictures: %s.%n",
              left.stream().map(pin -> pin.id().toString()).collect(Collectors.joining(", ")));
    }
  }

  /// What was found is said whether or not it can be noted.
  void keep(List<PinReport> found, PinChecks checks) {
    try {
      found.forEach(checks::keep);
    } catch (RuntimeException e) {
      verb.commandLine()
          .getErr()
          .printf("What was found is not noted in the lab: %s%n", e.getMessage());
      verb.commandLine().getErr().flush();
    }
  }

  /// Nothing holds because what would show it could not be drawn: what a run failed to draw could
  /// not be found out, and what cannot be drawn so is not known.
  private static int exit(int found, PinDrawers.Came came) {
    if (found == BROKE || came.notDrawn().isEmpty()) {
      return found;
    }
    return came.failed().isEmpty() ? NOT_KNOWN : 1;
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
  /// @param ofModel takes the name of a model or an adapter, or says that there is none
  private List<PinReport> reports(
      List<String> names,
      PinChecks checks,
      List<String> nothingYet,
      Function<String, Optional<Boolean>> ofModel) {
    var reports = new ArrayList<PinReport>();
    for (var name : names) {
      var found =
          RunId.parse(name)
              .flatMap(checks::run)
              .map(List::of)
              .or(() -> checks.training(name))
              .or(() -> epoch(name, checks));
      if (found.isEmpty() && ofModel.apply(name).isPresent()) {
        continue;
      }
      var of =
          found.orElseThrow(() ->
              new ParameterException(
                  verb.commandLine(),
                  "there is no run, no training, no epoch of one, no model and no adapter that is called \"%s\""
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
}
