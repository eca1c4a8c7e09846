package lab.harmony.sparse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.harmony.notebooks.cells.Basis;
import lab.harmony.notebooks.cells.CellContext;
import lab.harmony.notebooks.cells.CellInputs;
import lab.harmony.notebooks.cells.CellProblem;
import lab.harmony.notebooks.cells.CellResult;
import lab.harmony.notebooks.cells.CellSink;
import lab.harmony.notebooks.cells.ExecutableCell;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.CellKind;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.results.JudgeChoice;
import lab.harmony.notebooks.results.StoredRounds;
import lab.harmony.notebooks.sources.JudgedPicture;
import lab.harmony.notebooks.sources.Judgements;
import lab.harmony.notebooks.sources.PictureJudgements;
import lab.harmony.notebooks.sources.RunSource.Generate;
import lab.harmony.notebooks.sources.RunSpecs;
import lab.harmony.people.Actor;
import lab.harmony.recipe.Recipe;
import lab.harmony.review.JudgeAgreement;
import lab.harmony.review.marks.MachineVerdict;
import lab.harmony.runs.GenerateSpec;
import lab.harmony.runs.RunId;
import lab.harmony.stats.cells.BalancedSubset;
import lab.harmony.stats.cells.CellRates;
import lab.harmony.workspace.NamedFacts;
import lab.harmony.workspace.NamedFacts.Fact;
import lab.harmony.workspace.ReadOnce;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Sparse grids: a balanced part of a big grid first, then round by round the cells whose answer is
/// still open.
@Component
@Order(25)
final class SparseCell implements ExecutableCell {

  /// More that draw are no grid, and each look reads all of them.
  private static final int MOST_DRAWERS = 200;

  private final RunSpecs specs;
  private final SparseRounds rounds;
  private final PictureJudgements judgements;

  SparseCell(RunSpecs specs, SparseRounds rounds, PictureJudgements judgements) {
    this.specs = specs;
    this.rounds = rounds;
    this.judgements = judgements;
  }

  @Override
  public CellKind kind() {
    return CellKind.SPARSE;
  }

  @Override
  public String label() {
    return "Sparse grid";
  }

  @Override
  public String starter() {
    return """
    models: [doodle-base]
    template: portrait
    cfg_scales: [5, 7, 9]
    seeds: [1, 2, 3, 4]
    cells: [archetype, emotion]
    reaches: 50
    scores: machine
    rounds: 1\
    """;
  }

  @Override
  public String invitation() {
    return "Not run yet: Shift Enter draws a balanced part of the grid.";
  }

  @Override
  public void check(CellContext cell) {
    asked(cell);
  }

  /// @param source what is asked for
  /// @param drawers the whole matrix by each that draws
  record Asked(SparseSource source, List<GenerateSpec> drawers) {}

  /// What a look has found out of a source.
  private record Looked(ExperimentSlug experiment, CellId cell, String source) {}

  Asked asked(CellContext cell) {
    var looked = new Looked(cell.experiment(), cell.cell().id(), cell.cell().source());
    return ReadOnce.of(this, looked, () -> read(looked));
  }

  /// What the source of a cell asks for, whether there is such a cell or not.
  Asked read(ExperimentSlug experiment, CellId cell, String source) {
    return read(new Looked(experiment, cell, source));
  }

  private Asked read(Looked cell) {
    var source = SparseSource.read(cell.source());
    rounds.requireThere(source);
    var wanted = new ArrayList<Generate>();
    for (var model : source.models()) {
      for (var adapters : source.adapters()) {
        for (var sampler : source.samplers()) {
          for (int steps : source.steps()) {
            wanted.add(source.base().drawnBy(model, adapters, sampler, steps));
            if (wanted.size() > MOST_DRAWERS) {
              throw source.problem(
                  "models",
                  "at most %d combinations of models, adapters, samplers and steps can draw one grid; ask for fewer"
                      .formatted(MOST_DRAWERS));
            }
          }
        }
      }
    }
    var drawers = new ArrayList<GenerateSpec>();
    var known = new HashMap<Recipe, Generate>();
    for (var one : wanted) {
      var spec = specs.spec(cell.experiment(), cell.cell(), one);
      var same = known.put(spec.recipe(spec.prompts().getFirst()), one);
      if (same != null) {
        throw source.problem(
            "models",
            "%s and %s are written in two ways and draw the same pictures; remove one of them"
                .formatted(words(same), words(one)));
      }
      if (drawers.isEmpty()) {
        requireFew(source, wanted.size(), spec);
      }
      drawers.add(spec);
    }
    return new Asked(source, drawers);
  }

  private static String words(Generate one) {
    return "\"%s, %s, %s, %d steps\""
        .formatted(
            one.model(),
            one.adapters().isEmpty() ? "no adapter" : String.join(" + ", one.adapters()),
            one.sampler(),
            one.steps());
  }

  private static void requireFew(SparseSource source, int drawers, GenerateSpec first) {
    long all = (long) drawers * first.prompts().size();
    if (all > SparseGrid.MOST) {
      throw tooMany(source, all);
    }
    try {
      var grid = SparseGrid.table(source, first.prompts());
      if (CellRates.tooLarge(grid.cellLevels())) {
        throw source.problem(
            "cells",
            "\"cells\" makes %d cells of axes with %d values, which are too many to be told together; name fewer axes there, or ask for fewer of their values"
                .formatted(
                    BalancedSubset.combinations(grid.cellLevels()),
                    Arrays.stream(grid.cellLevels()).sum()));
      }
    } catch (IllegalArgumentException e) {
      throw source.problem("cells", String.valueOf(e.getMessage()));
    }
  }

  private static CellProblem tooMany(SparseSource source, long all) {
    return source.problem(
        "models",
        "this grid has %,d pictures or more; a sparse grid has %,d at most. Ask for fewer values"
            .formatted(all, SparseGrid.MOST));
  }

  @Override
  public CellInputs inputs(CellContext cell) {
    var asked = asked(cell);
    return new CellInputs(basis(asked, judged(asked.source(), StoredRounds.runs(cell.cell()))));
  }

  private Judgements judged(SparseSource source, List<RunId> runs) {
    return judgements.ofRuns(source.judge(), runs);
  }

  private static Basis basis(Asked asked, Judgements judged) {
    var groups = new LinkedHashMap<String, List<Fact>>();
    groups
        .computeIfAbsent(Basis.SETTINGS, _ -> new ArrayList<>())
        .addAll(asked.source().facts().facts());
    for (var spec : asked.drawers()) {
      RunSpecs.basis(spec)
          .groups()
          .forEach((name, facts) ->
              groups.computeIfAbsent(name, _ -> new ArrayList<>()).addAll(facts.facts()));
    }
    groups.put(Basis.SCORES, scores(judged));
    groups.put(
        Basis.PICTURES,
        judged.pictures().stream().map(one -> Fact.of("picture", one.image().sha256())).toList());
    var named = new LinkedHashMap<String, NamedFacts>();
    groups.forEach((name, facts) -> named.put(name, new NamedFacts(facts)));
    return Basis.of(named);
  }

  /// What was said of the pictures. How far a judge agrees with people is no part of it: that is
  /// known of the faces of an experiment, and these are some only once they are stored.
  private static List<Fact> scores(Judgements judged) {
    var facts = new ArrayList<Fact>();
    for (int at = 0; at < judged.pictures().size(); at++) {
      var mark = judged.pictures().get(at).mark();
      if (mark.isPresent()) {
        facts.add(Fact.of("picture", at));
        facts.addAll(mark.get().facts().facts());
      }
    }
    return facts;
  }

  @Override
  public Optional<CellResult> execute(CellContext cell, CellSink sink) {
    var asked = ReadOnce.during(() -> asked(cell));
    var source = asked.source();
    var grid = SparseGrid.of(source, asked.drawers());
    var drawn = rounds.draw(cell, source, grid, sink, begun -> show(source, grid, begun, sink));
    if (sink.stopped()) {
      throw new CellProblem(0, "The cell was stopped; execute it again to go on.");
    }
    // Looked at before the numbers: what comes between makes the result stale, and not wrong.
    var judged = judged(source, drawn.ids());
    var answers = rounds.answers(source, grid, drawn, judged);
    var next = rounds.wanted(grid, drawn, answers);
    var stored =
        stored(
            source,
            grid,
            drawn,
            Optional.of(judged),
            answers.found().map(told -> answered(grid, told)).orElse(List.of()),
            next);
    return Optional.of(new CellResult(basis(asked, judged), List.of(stored.output())));
  }

  /// What names the runs, so that their pictures stay with the experiment whatever comes of a
  /// round.
  private static void show(
      SparseSource source, SparseGrid grid, SparseRounds.Drawn begun, CellSink sink) {
    sink.show(
        List.of(stored(source, grid, begun, Optional.empty(), List.of(), List.of()).output()));
  }

  /// While a round is drawn, nothing is told of the answers.
  private static StoredSparse stored(
      SparseSource source,
      SparseGrid grid,
      SparseRounds.Drawn drawn,
      Optional<Judgements> judged,
      List<StoredSparse.Answered> answers,
      List<int[]> next) {
    var pace =
        SparsePace.of(
            drawn.runs(),
            judged.stream()
                .flatMap(all -> all.pictures().stream())
                .map(JudgedPicture::image)
                .toList());
    return new StoredSparse(
        drawn.idsByRound(),
        words(grid),
        source.cells().stream().map(SparseAxis::word).toList(),
        source.threshold(),
        judged.map(all -> by(source, all)).orElse(""),
        judged.map(all -> agreement(source, all)).orElse(""),
        (int) grid.table().places(),
        drawn.places().size(),
        pace.of(grid.leftBeside(drawn.places())),
        answers,
        next.size(),
        pace.of(grid.drawnBy(next)));
  }

  private static String by(SparseSource source, Judgements judged) {
    return source.judge() == JudgeChoice.HUMAN
        ? "by people"
        : judged.pictures().stream()
            .flatMap(one -> MachineVerdict.of(one.image()).stream())
            .map(verdict -> "by the machine judge " + verdict.judge())
            .findFirst()
            .orElse("by a machine judge");
  }

  private static String agreement(SparseSource source, Judgements judged) {
    return source.judge() == JudgeChoice.HUMAN
        ? ""
        : "The machine judge %s."
            .formatted(
                judged.measured().stream()
                    .map(JudgeAgreement::sentence)
                    .findFirst()
                    .orElse("has not been compared with people yet"));
  }

  private static Map<String, List<String>> words(SparseGrid grid) {
    var words = new LinkedHashMap<String, List<String>>();
    grid.axes().forEach((axis, values) -> words.put(axis.word(), values));
    return words;
  }

  private static List<StoredSparse.Answered> answered(SparseGrid grid, SparseAnswers told) {
    return told.cells().stream()
        .map(one ->
            new StoredSparse.Answered(
                grid.words(one.number()),
                one.perfect(),
                one.faces(),
                one.drawn(),
                one.interval(),
                StoredSparse.Answer.of(one.known())))
        .toList();
  }

  @Override
  public void stop(CellContext cell, Actor by, String reason) {
    rounds.stop(cell, by, reason);
  }
}
