package lab.harmony.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.harmony.kernel.KernelEnded;
import lab.harmony.kernel.protocol.KernelEvent;
import lab.harmony.notebooks.cells.Basis;
import lab.harmony.notebooks.cells.CellContext;
import lab.harmony.notebooks.cells.CellInputs;
import lab.harmony.notebooks.cells.CellProblem;
import lab.harmony.notebooks.cells.CellResult;
import lab.harmony.notebooks.cells.CellSink;
import lab.harmony.notebooks.cells.ExecutableCell;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.CellKind;
import lab.harmony.notebooks.document.Output;
import lab.harmony.notebooks.results.ResultNumbers;
import lab.harmony.people.Actor;
import lab.harmony.workspace.NamedFacts;
import lab.harmony.workspace.NamedFacts.Fact;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Java cells: code that runs in the kernel that a person has in a notebook.
///
/// A cell rests on its code and on that of the Java cells above it. Code cells of other tools are
/// none of these: they say nothing of this kind, and nobody runs them here.
@Component
@Order(55)
public final class JavaCell implements ExecutableCell {

  public static final CellKind KIND = new CellKind("java", "code");

  /// What a source may have, in characters, as those of all executable cells.
  private static final int LONGEST = 200_000;

  private static final String ITS_CODE = "its code";
  private static final String CODE_ABOVE = "the code above it";

  private final Kernels kernels;

  JavaCell(Kernels kernels) {
    this.kernels = kernels;
  }

  @Override
  public CellKind kind() {
    return KIND;
  }

  @Override
  public String label() {
    return "Java";
  }

  @Override
  public String language() {
    return "java";
  }

  @Override
  public String starter() {
    return "1 + 1";
  }

  @Override
  public String invitation() {
    return "Not run yet: Shift Enter runs the code.";
  }

  /// What its first comment says.
  @Override
  public String outline(Cell cell) {
    return cell.source()
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith("//") && line.length() > 2)
        .findFirst()
        .map(line -> "Java: " + line.substring(2).strip())
        .orElse("Java");
  }

  @Override
  public void check(CellContext cell) {
    var code = cell.cell().source();
    if (code.length() > LONGEST) {
      throw new CellProblem(
          0, "the code has %,d characters; a cell may have %,d".formatted(code.length(), LONGEST));
    }
    var problems = JavaText.problems(code);
    if (!problems.isEmpty()) {
      throw new CellProblem(problems);
    }
  }

  @Override
  public CellInputs inputs(CellContext cell) {
    check(cell);
    return new CellInputs(
        basis(cell),
        above(cell).stream()
            .map(other -> new CellContext(cell.experiment(), cell.notebook(), other))
            .toList());
  }

  private static Basis basis(CellContext cell) {
    return Basis.of(
        Map.of(
            ITS_CODE,
            NamedFacts.of(Fact.of("code", cell.cell().source())),
            CODE_ABOVE,
            new NamedFacts(
                above(cell).stream().map(other -> Fact.of("code", other.source())).toList())));
  }

  /// The Java cells of its notebook that stand above it.
  private static List<Cell> above(CellContext cell) {
    return cell.notebook().cells().stream()
        .takeWhile(other -> !other.id().equals(cell.cell().id()))
        .filter(other -> other.kind().equals(KIND))
        .toList();
  }

  @Override
  public Optional<CellResult> execute(CellContext cell, CellSink sink) {
    check(cell);
    var id = cell.cell().id();
    var code = cell.cell().source();
    var outputs = new JavaOutputs(id.value(), code, sink::show);
    try {
      var kernel = kernels.of(new KernelOwner(cell.experiment(), sink.by().person()));
      var reply =
          kernel.run(
              id,
              code,
              cell.notebook().cells().stream()
                  .filter(other -> other.kind().equals(KIND))
                  .map(Cell::id)
                  .collect(Collectors.toUnmodifiableSet()),
              outputs::take,
              sink::stopped);
      outputs.note(reply.notes());
      switch (reply.status()) {
        case OK -> {}
        case ABORTED -> {
          if (!sink.stopped()) {
            outputs.fail("CellStopped", "the cell was stopped before it was finished");
          }
        }
        case ERROR -> outputs.note(missing(kernel, cell));
      }
      return Optional.of(new CellResult(basis(cell), failed(outputs, reply)));
    } catch (KernelRefused e) {
      throw new CellProblem(0, String.valueOf(e.getMessage()));
    } catch (KernelEnded e) {
      outputs.fail("KernelEnded", String.valueOf(e.getMessage()));
      return Optional.of(new CellResult(basis(cell), outputs.all()));
    }
  }

  /// A cell that failed has a failure, also where its kernel told none.
  private static List<Output> failed(JavaOutputs outputs, KernelEvent.ExecuteReply reply) {
    var all = outputs.all();
    if (reply.status() == KernelEvent.Status.ERROR
        && all.stream().noneMatch(Output.Failure.class::isInstance)) {
      outputs.fail("Error", "the cell failed, and its kernel does not say why");
      return outputs.all();
    }
    return all;
  }

  /// That a kernel is new is no fault of the code, but looks like one.
  private static List<String> missing(Kernel kernel, CellContext cell) {
    var notRun = kernel.notRun(above(cell).stream().map(Cell::id).toList());
    var notes = new ArrayList<String>();
    if (!notRun.isEmpty()) {
      notes.add(
          "Your kernel has not run what stands above: %s. Run that first, or run all."
              .formatted(notRun.stream().map(CellId::value).collect(Collectors.joining(", "))));
    }
    return notes;
  }

  @Override
  public void stop(CellContext cell, Actor by, String reason) {
    kernels.stop(cell.experiment(), cell.cell().id());
  }

  /// What code shows is no count of the lab's that could be cited.
  @Override
  public Optional<ResultNumbers> numbers(Cell cell) {
    return Optional.empty();
  }
}
