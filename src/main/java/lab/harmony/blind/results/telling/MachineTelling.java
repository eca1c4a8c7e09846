package lab.harmony.blind.results.telling;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import lab.harmony.blind.results.findings.MachineBeside;
import lab.harmony.blind.results.findings.PeopleAndMachine;
import lab.harmony.blind.results.rated.RatedSession;
import lab.harmony.design.Percents;
import lab.harmony.stats.means.PredictionPoweredMean;

/// What a session says of a machine judge.
final class MachineTelling {

  private MachineTelling() {}

  static ToldSection of(RatedSession session, MachineBeside machine) {
    var paragraphs = new ArrayList<String>();
    paragraphs.add(verdict(machine));
    var tables = new ArrayList<ToldTable>();
    tables.add(
        new ToldTable(
            "Machine judge and people",
            List.of("Who", "Says what most of the others say"),
            List.of(
                List.of("A single rater", ArmTables.rate(machine.people())),
                List.of(machine.judge().words(), ArmTables.rate(machine.machine()))),
            List.of(
                new RowsBehind(
                    "single raters, each held against the others",
                    raters(machine),
                    new Counting.OfMachine(machine.answers(), true)),
                new RowsBehind(
                    "raters, with %s held against the others".formatted(machine.judge().words()),
                    raters(machine),
                    new Counting.OfMachine(machine.answers(), false)))));
    var joined = machine.joined().stream().filter(one -> one.share().found().isPresent()).toList();
    if (!joined.isEmpty()) {
      paragraphs.add(
          "People and machine joined (prediction-powered estimate): only if the rated prompts are a random sample of all that the machine read. The lab does not draw them so: they are those that every arm has. It is no blind judgement of people alone.");
      tables.add(
          new ToldTable(
              "People and machine joined",
              List.of("Arm", "People alone", "People and machine", "Prompts rated", "Prompts read"),
              joined.stream().map(one -> row(session, one)).toList(),
              joined.stream()
                  .map(one ->
                      new RowsBehind(
                          "%s that %s has read, too"
                              .formatted(session.arms().get(one.arm()), machine.judge().words()),
                          raters(machine),
                          new Counting.OfArmRead(one.arm(), read(machine))))
                  .toList()));
    }
    return new ToldSection("The machine judge " + machine.judge().words(), paragraphs, tables);
  }

  private static Set<Integer> raters(MachineBeside machine) {
    return machine.answers().stream().map(MachineBeside.Beside::rater).collect(Collectors.toSet());
  }

  private static Set<Integer> read(MachineBeside machine) {
    return machine.answers().stream()
        .filter(MachineBeside.Beside::read)
        .map(MachineBeside.Beside::unit)
        .collect(Collectors.toSet());
  }

  private static String verdict(MachineBeside machine) {
    if (machine.people().found().isEmpty()) {
      return "No verdict: no face was rated by two people, so nothing tells how far a single rater can be relied on.";
    }
    if (machine.machine().found().isEmpty()) {
      return "No verdict: it has read none of the pictures that two people rated.";
    }
    var people = Percents.whole(machine.people().orElseThrow().share());
    var judge = Percents.whole(machine.machine().orElseThrow().share());
    return machine.hasVerdict()
        ? "It does about as well as a single rater on these pictures: it says what most raters say in %s, a single rater in %s."
            .formatted(judge, people)
        : "No verdict: it says what most raters say in %s, and that is not shown to be within %d percentage points of a single rater's %s."
            .formatted(judge, MachineBeside.MARGIN_PERCENT, people);
  }

  private static List<String> row(RatedSession session, PeopleAndMachine one) {
    var share = one.share().orElseThrow();
    return List.of(
        session.arms().get(one.arm()),
        mean(share.classical()),
        mean(share.tuned()),
        String.valueOf(one.rated()),
        String.valueOf(one.others()));
  }

  private static String mean(PredictionPoweredMean.Mean mean) {
    var share = Percents.whole(Math.clamp(mean.estimate(), 0.0, 1.0));
    return mean.withoutVariation()
        ? share + " (all the same: no interval)"
        : "%s (%s)"
            .formatted(
                share,
                Percents.range(
                    Math.clamp(mean.interval().lower(), 0.0, 1.0),
                    Math.clamp(mean.interval().upper(), 0.0, 1.0)));
  }
}
