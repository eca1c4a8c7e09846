package lab.harmony.reports.frozen;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.design.StateWord;
import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.recipe.RecipeFact;
import lab.harmony.reports.frozen.FrozenReport.FrozenRun;
import lab.harmony.reports.frozen.ReportContent.Fact;
import lab.harmony.reports.frozen.ReportContent.RunRecord;
import lab.harmony.runs.EngineEnvironment;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunState;

/// One run as reports tell of it.
public record RunProvenance(Run run, Optional<EngineEnvironment> environment) {

  /// The run in a sentence: what it made, with what, in which time.
  ReportBlock made() {
    var spec = run.spec();
    var sentence =
        switch (run.state()) {
          case RunState.Finished(_, var elapsed) ->
              "%d pictures by %s in %d s."
                  .formatted(run.images(), spec.drawnBy(), Math.max(1, elapsed.toSeconds()));
          case RunState.Queued _ ->
              "A run of %d pictures is queued.".formatted(spec.prompts().size());
          case RunState.Running(var done, var total, _, _) ->
              "A run is under way: %d of %d pictures so far.".formatted(done, total);
          case RunState.Failed(_, var reason) ->
              "A run failed after %d pictures: %s".formatted(run.images(), reason);
          case RunState.Cancelled _ ->
              "A run was stopped after %d of %d pictures."
                  .formatted(run.images(), spec.prompts().size());
        };
    return new ReportBlock.RunMade(
        sentence,
        Stream.of(
                Stream.of("run " + run.id()),
                spec.recipe().facts().stream()
                    .filter(fact -> !fact.name().equals(RecipeFact.MODEL))
                    .map(RunProvenance::mention),
                Stream.of("seed " + seeds()))
            .flatMap(words -> words)
            .toList());
  }

  /// Everything that decided how the pictures look, for the end of the page.
  RunRecord record() {
    var spec = run.spec();
    var facts = new ArrayList<Fact>();
    facts.add(new Fact("experiment", spec.experiment()));
    facts.add(new Fact("submitted", "%s by %s".formatted(run.submittedAt(), run.by())));
    facts.add(new Fact("state", state().within()));
    facts.add(new Fact("pictures", run.images() + " of " + spec.prompts().size()));
    for (var fact : spec.recipe().facts()) {
      facts.add(new Fact(fact.name(), fact.text()));
      if (!fact.sha256().isEmpty()) {
        facts.add(new Fact(fact.name() + " SHA-256", fact.sha256()));
      }
    }
    if (!spec.judge().isEmpty()) {
      facts.add(new Fact("machine judge", spec.judge()));
      facts.add(new Fact("judge SHA-256", spec.judgeSha256()));
    }
    facts.add(new Fact("seeds", seeds()));
    facts.add(new Fact("code", spec.codeVersion()));
    environmentFacts().forEach((name, value) -> facts.add(new Fact(name, value)));
    return new RunRecord(run.id().value(), List.copyOf(facts));
  }

  public FrozenRun frozen() {
    var spec = run.spec();
    var recipe = spec.recipe();
    return new FrozenRun(
        run.id().value(),
        run.by(),
        run.submittedAt(),
        state().within(),
        recipe.model().name(),
        recipe.model().sha256(),
        spec.judge(),
        spec.judgeSha256(),
        recipe.sampler(),
        recipe.steps(),
        recipe.width(),
        recipe.height(),
        recipe.facts(),
        spec.codeVersion(),
        environmentFacts());
  }

  private Map<String, String> environmentFacts() {
    var facts = new LinkedHashMap<String, String>();
    environment.ifPresent(engine -> {
      facts.put("device", engine.device());
      facts.put("threads", "" + engine.threads());
      facts.put("host", engine.host());
      facts.putAll(engine.versions());
    });
    return facts;
  }

  private StateWord state() {
    return switch (run.state()) {
      case RunState.Queued _ -> StateWord.QUEUED;
      case RunState.Running _ -> StateWord.RUNNING;
      case RunState.Finished _ -> StateWord.FINISHED;
      case RunState.Failed _ -> StateWord.FAILED;
      case RunState.Cancelled _ -> StateWord.CANCELLED;
    };
  }

  /// A fact within a line: `20 steps`, `CFG 5, 7, 9`, `DPM++ 2M Karras`, `clip skip 2`.
  private static String mention(RecipeFact fact) {
    return switch (fact.name()) {
      case RecipeFact.SAMPLER, RecipeFact.SIZE -> fact.value();
      case RecipeFact.STEPS -> fact.value() + " steps";
      case RecipeFact.GUIDANCE -> "CFG " + fact.value();
      default -> fact.name() + " " + fact.text();
    };
  }

  private String seeds() {
    return listed(
        run.spec().prompts().stream()
            .map(MatrixPrompt::seed)
            .distinct()
            .sorted()
            .map(seed -> Long.toString(seed)));
  }

  /// All of a few, the first of many.
  private static String listed(Stream<String> values) {
    var all = values.toList();
    return all.size() <= 12
        ? String.join(", ", all)
        : all.stream().limit(10).collect(Collectors.joining(", "))
            + " and %d more".formatted(all.size() - 10);
  }
}
