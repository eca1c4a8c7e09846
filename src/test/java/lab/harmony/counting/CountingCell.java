package lab.harmony.counting;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import lab.harmony.notebooks.cells.Basis;
import lab.harmony.notebooks.cells.CellContext;
import lab.harmony.notebooks.cells.CellInputs;
import lab.harmony.notebooks.cells.CellProblem;
import lab.harmony.notebooks.cells.CellResult;
import lab.harmony.notebooks.cells.CellSink;
import lab.harmony.notebooks.cells.CellState;
import lab.harmony.notebooks.cells.CellYaml;
import lab.harmony.notebooks.cells.ExecutableCell;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellKind;
import lab.harmony.notebooks.document.Output;
import lab.harmony.notebooks.results.Rendering;
import lab.harmony.notebooks.results.ToldNumbers;
import lab.harmony.people.Actor;
import lab.harmony.workspace.NamedFacts;
import lab.harmony.workspace.NamedFacts.Fact;
import org.springframework.stereotype.Component;

/// Counts from a start, a number at each step, and shows what it counted so far.
@Component
public final class CountingCell implements ExecutableCell {
  public static final CellKind KIND = new CellKind("counting", "code");

  /// Where it starts: what it rests on beside its source.
  public final AtomicInteger start = new AtomicInteger();

  /// One for each number that it may count.
  public final Semaphore steps = new Semaphore(0);

  private record Source(int to, String of) {
    static Source read(String source) {
      var yaml = CellYaml.settings(source, "to");
      var read = new Source(yaml.whole("to", 3, 1, 1000), yaml.textOr("of", "faces"));
      CellYaml.finish(yaml, List.of("to", "of"));
      if (read.of().equals("nothing")) {
        throw new CellProblem(yaml.line("of"), "\"of\" needs something to count");
      }
      return read;
    }
  }

  @Override
  public CellKind kind() {
    return KIND;
  }

  @Override
  public String label() {
    return "Counting";
  }

  @Override
  public String starter() {
    return "to: 3";
  }

  @Override
  public String invitation() {
    return "Not run yet: Shift Enter counts.";
  }

  @Override
  public void check(CellContext cell) {
    Source.read(cell.cell().source());
  }

  @Override
  public CellInputs inputs(CellContext cell) {
    return new CellInputs(basis(Source.read(cell.cell().source()), start.get()));
  }

  private static Basis basis(Source source, int start) {
    return Basis.of(
        Map.of(
            Basis.SETTINGS,
            NamedFacts.of(Fact.of("to", source.to()), Fact.of("of", source.of())),
            "the start",
            NamedFacts.of(Fact.of("number", start))));
  }

  @Override
  public Optional<CellResult> execute(CellContext cell, CellSink sink) {
    var source = Source.read(cell.cell().source());
    var first = start.get();
    var counted = new ArrayList<String>();
    for (var step = 0; step < source.to(); step++) {
      steps.acquireUninterruptibly();
      if (sink.stopped()) {
        return Optional.of(new CellResult(basis(source, first), List.of(printed(counted))));
      }
      counted.add("%d %s".formatted(first + step + 1, source.of()));
      sink.show(List.of(printed(counted)));
      sink.state(
          new CellState.Running(
              step + 1, source.to(), (step + 1.0) / source.to(), Optional.empty()));
    }
    var counting = new StoredCounting(first, counted.size(), source.of());
    return Optional.of(
        new CellResult(basis(source, first), List.of(printed(counted), counting.output())));
  }

  private static Output printed(List<String> lines) {
    return new Output.Stream("stdout", String.join("\n", lines) + "\n");
  }

  @Override
  public void stop(CellContext cell, Actor by, String reason) {
    steps.release();
  }

  @Override
  public List<ToldNumbers> told(Cell cell) {
    return StoredCounting.find(cell).map(StoredCounting::told).stream().toList();
  }

  @Override
  public List<Rendering> render(Cell cell) {
    return StoredCounting.find(cell)
        .<List<Rendering>>map(counting ->
            List.of(new Rendering.Markdown("**%s** counted".formatted(counting.words()))))
        .orElseGet(() -> ExecutableCell.super.render(cell));
  }
}
