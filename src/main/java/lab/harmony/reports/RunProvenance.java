package lab.harmony.reports;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.reports.FrozenReport.FrozenRun;
import lab.harmony.reports.ReportContent.Fact;
import lab.harmony.reports.ReportContent.RunRecord;
import lab.harmony.runs.EngineEnvironment;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunState;

/// One run as reports tell of it.
record RunProvenance(Run run, Optional<EngineEnvironment> environment) {

  /// The run in a sentence: what it made, with what, in which time.
  ReportBlock made() {
    var spec = run.spec();
    var sentence =
        switch (run.state()) {
          case RunState.Finished(_, var elapsed) ->
              "%d pictures by %s in %d s."
                  .formatted(run.images(), spec.model(), Math.max(1, elapsed.toSeconds()));
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
        List.of(
            "run " + run.id(),
            spec.sampler(),
            spec.steps() + " steps",
            spec.width() + " × " + spec.height(),
            "CFG " + cfgScales(),
            "seed " + seeds()));
  }

  /// Everything that decided how the pictures look, for the end of the page.
  RunRecord record() {
    var spec = run.spec();
    var facts = new ArrayList<Fact>();
    facts.add(new Fact("experiment", spec.experiment()));
    facts.add(new Fact("submitted", "%s by %s".formatted(run.submittedAt(), run.submittedBy())));
    facts.add(new Fact("state", stateWord()));
    facts.add(new Fact("pictures", run.images() + " of " + spec.prompts().size()));
    facts.add(new Fact("model", spec.model()));
    facts.add(new Fact("model SHA-256", spec.modelSha256()));
    if (!spec.judge().isEmpty()) {
      facts.add(new Fact("machine judge", spec.judge()));
      facts.add(new Fact("judge SHA-256", spec.judgeSha256()));
    }
    spec.adapters()
        .forEach(use -> facts.add(new Fact("adapter " + use.name() + " SHA-256", use.sha256())));
    spec.options().ifPresent(options -> facts.add(new Fact("options", options.words())));
    facts.add(new Fact("sampler", spec.sampler()));
    facts.add(new Fact("steps", "" + spec.steps()));
    facts.add(new Fact("size", spec.width() + " × " + spec.height()));
    facts.add(new Fact("CFG scales", cfgScales()));
    facts.add(new Fact("seeds", seeds()));
    facts.add(new Fact("code", spec.codeVersion()));
    environmentFacts().forEach((name, value) -> facts.add(new Fact(name, value)));
    return new RunRecord(run.id().value(), List.copyOf(facts));
  }

  FrozenRun frozen() {
    var spec = run.spec();
    return new FrozenRun(
        run.id().value(),
        run.submittedBy(),
        run.submittedAt(),
        stateWord(),
        spec.model(),
        spec.modelSha256(),
        spec.judge(),
        spec.judgeSha256(),
        spec.sampler(),
        spec.steps(),
        spec.width(),
        spec.height(),
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

  private String stateWord() {
    return switch (run.state()) {
      case RunState.Queued _ -> "queued";
      case RunState.Running _ -> "running";
      case RunState.Finished _ -> "finished";
      case RunState.Failed _ -> "failed";
      case RunState.Cancelled _ -> "cancelled";
    };
  }

  private String cfgScales() {
    return listed(
        run.spec().prompts().stream()
            .map(MatrixPrompt::cfgScale)
            .distinct()
            .sorted()
            .map(scale -> BigDecimal.valueOf(scale).stripTrailingZeros().toPlainString()));
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
