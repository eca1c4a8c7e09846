package lab.harmony.comparison.cells;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.comparison.ArmAnswers;
import lab.harmony.comparison.ArmAnswers.Grounds;
import lab.harmony.comparison.ArmAnswers.Question;
import lab.harmony.comparison.Comparison;
import lab.harmony.notebooks.cells.Basis;
import lab.harmony.notebooks.cells.CellContext;
import lab.harmony.notebooks.cells.CellInputs;
import lab.harmony.notebooks.cells.CellProblem;
import lab.harmony.notebooks.cells.CellResult;
import lab.harmony.notebooks.cells.CellSink;
import lab.harmony.notebooks.cells.ExecutableCell;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellKind;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.document.Output;
import lab.harmony.notebooks.results.Rendering;
import lab.harmony.notebooks.results.Renderings;
import lab.harmony.notebooks.results.ToldNumbers;
import lab.harmony.notebooks.sources.RunCells;
import lab.harmony.notebooks.store.NotebookFiles;
import lab.harmony.notebooks.store.OpenedNotebook;
import lab.harmony.workspace.ReadOnce;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Comparison cells: whether arms are really better than one of them, as it stood when the cell was
/// executed.
@Component
@Order(55)
final class ComparisonCell implements ExecutableCell {

  private final ArmAnswers answers;
  private final NotebookFiles files;
  private final ComparisonReader reader;

  ComparisonCell(ArmAnswers answers, NotebookFiles files, ComparisonReader reader) {
    this.answers = answers;
    this.files = files;
    this.reader = reader;
  }

  @Override
  public CellKind kind() {
    return StoredComparison.KIND;
  }

  @Override
  public String label() {
    return "Comparison";
  }

  @Override
  public String starter() {
    return "arms: []\nthan: baseline\nby: machine";
  }

  @Override
  public String invitation() {
    return "Not run yet: Shift Enter says whether the arms are really better.";
  }

  @Override
  public void check(CellContext cell) {
    ComparisonSource.read(cell.cell().source());
  }

  @Override
  public CellInputs inputs(CellContext cell) {
    var source = ComparisonSource.read(cell.cell().source());
    return new CellInputs(
        basis(source, asked(() -> answers.grounds(source.question()))),
        runCells(cell, source.question()));
  }

  private static Basis basis(ComparisonSource source, Grounds grounds) {
    return Basis.of(
        Map.of(
            Basis.SETTINGS,
            source.facts(),
            Basis.PICTURES,
            grounds.pictures(),
            Basis.SCORES,
            grounds.scores()));
  }

  private static <T> T asked(Supplier<T> answer) {
    try {
      return answer.get();
    } catch (IllegalArgumentException e) {
      throw new CellProblem(0, String.valueOf(e.getMessage()));
    }
  }

  /// The run cells of the experiments that are compared.
  private List<CellContext> runCells(CellContext own, Question question) {
    var slugs = new LinkedHashSet<ExperimentSlug>();
    Stream.concat(Stream.of(question.baseline()), question.others().stream())
        .flatMap(arm -> arm.sources().stream())
        .forEach(source -> ExperimentSlug.find(source).ifPresent(slugs::add));
    var cells = new ArrayList<CellContext>();
    for (var slug : slugs) {
      if (slug.equals(own.experiment())) {
        RunCells.in(own.notebook())
            .forEach(cell -> cells.add(new CellContext(slug, own.notebook(), cell)));
      } else if (files.open(slug) instanceof OpenedNotebook.Readable(var notebook)) {
        RunCells.in(notebook).forEach(cell -> cells.add(new CellContext(slug, notebook, cell)));
      }
    }
    return cells;
  }

  @Override
  public Optional<CellResult> execute(CellContext cell, CellSink sink) {
    // Where this fails, what was found before stands on.
    sink.show(
        cell.cell().outputs().stream()
            .filter(output -> !(output instanceof Output.Failure))
            .toList());
    var source = ComparisonSource.read(cell.cell().source());
    var question = source.question();
    // Looked at before the numbers: what comes between makes the result stale, and not wrong.
    var grounds = asked(() -> answers.grounds(question));
    var first = answered(question);
    int looks = StoredComparison.looks(reader, cell.cell(), question, first);
    var told = looks > 1 ? answered(question.askedAgain()) : first;
    var all = told.comparisons().all();
    if (all.stream().allMatch(one -> one.numbers().isEmpty())) {
      throw CellProblem.nothing(
          all.stream().map(Comparison::sentence).distinct().collect(Collectors.joining(" ")));
    }
    return Optional.of(
        new CellResult(
            basis(source, grounds),
            List.of(StoredComparison.output(reader, question, told, looks))));
  }

  private ArmAnswers.Told answered(Question question) {
    return asked(() -> answers.answer(question, ComparisonReader.MOST));
  }

  /// What failed stands above what was found before, and then it is said which question that
  /// answers.
  @Override
  public List<Rendering> render(Cell cell) {
    if (cell.outputs().isEmpty()) {
      return ExecutableCell.super.render(cell);
    }
    var failures = new ArrayList<Rendering>();
    var results = new ArrayList<Rendering>();
    for (var output : cell.outputs()) {
      if (output instanceof Output.Failure) {
        failures.add(Renderings.of(output));
      } else {
        results.addAll(
            StoredComparison.renderings(reader, output)
                .orElseGet(() -> List.of(Renderings.of(output))));
      }
    }
    var all = new ArrayList<>(failures);
    if (!failures.isEmpty()) {
      reader
          .find(cell)
          .map(StoredComparison::ofBefore)
          .map(Rendering.Markdown::new)
          .ifPresent(all::add);
    }
    all.addAll(results);
    return all;
  }

  @Override
  public List<Rendering> together(List<Cell> cells) {
    return ComparisonFamily.of(reader, cells)
        .<List<Rendering>>map(family -> List.of(new Rendering.Markdown(family.markdown())))
        .orElse(List.of());
  }

  /// What other cells of the notebook ask counts too.
  @Override
  public List<String> notes(CellContext cell) {
    return reader.result(cell.cell()).isEmpty()
        ? List.of()
        : ReadOnce.of(
            this,
            cell.notebook(),
            () ->
                ComparisonFamily.of(
                        reader,
                        cell.notebook().cells().stream()
                            .filter(it -> it.kind().equals(StoredComparison.KIND))
                            .toList())
                    .map(family -> List.of(family.words()))
                    .orElse(List.of()));
  }

  @Override
  public List<ToldNumbers> told(Cell cell) {
    return reader
        .result(cell)
        .map(result ->
            switch (result) {
              case StoredResult.Counted(var stored) -> ComparisonNumbers.of(stored);
              case StoredResult.Quoted(var quoted) -> ComparisonNumbers.of(quoted);
              case StoredResult.Refused _ -> List.<ToldNumbers>of();
            })
        .orElse(List.of());
  }
}
