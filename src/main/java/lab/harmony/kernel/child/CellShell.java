package lab.harmony.kernel.child;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/// JShell with the control of cells below it.
final class CellShell {

  /// What every cell may name without importing it.
  private static final List<String> IMPORTS =
      List.of(
          "import java.io.*;",
          "import java.math.*;",
          "import java.nio.file.*;",
          "import java.time.*;",
          "import java.util.*;",
          "import java.util.function.*;",
          "import java.util.stream.*;",
          "import tech.tablesaw.api.*;",
          "import static tech.tablesaw.aggregate.AggregateFunctions.*;",
          "import lab.harmony.kernel.cell.*;",
          "import static lab.harmony.kernel.cell.Display.*;");

  /// Code like that of people, so that theirs is not the first that is compiled.
  private static final List<String> WARM_UP =
      List.of(
          "1 + 1",
          "var warm = Table.create(StringColumn.create(\"a\", \"x\", \"y\"), DoubleColumn.create(\"b\", 1, 2));",
          "warm.summarize(\"b\", mean, count).by(\"a\")",
          "int warmer(int n) { return IntStream.range(0, n).map(i -> i * i).sum(); }",
          "for (var i = 0; i < 3; i++) { System.out.print(\"\"); }",
          "record Warm(String name, int value) {}",
          "List.of(new Warm(\"a\", warmer(3))).stream().map(Warm::name).collect(Collectors.toList())");

  private final CellControl control = new CellControl();
  private final JShell shell;
  private final DeadTypes deadTypes;

  CellShell() {
    shell =
        JShell.builder()
            .executionEngine(new Here(), Map.of())
            .compilerOptions("-proc:none")
            .build();
    deadTypes = new DeadTypes(shell);
    IMPORTS.forEach(shell::eval);
  }

  /// Leaves nothing behind but warmth.
  void warmUp() {
    var made = new ArrayList<Snippet>();
    WARM_UP.forEach(code -> shell.eval(code).forEach(event -> made.add(event.snippet())));
    try {
      control.render();
    } catch (Exception e) {
      throw new IllegalStateException("a table cannot be shown", e);
    }
    shell.sourceCodeAnalysis().completionSuggestions("warm.su", 7, new int[1]);
    made.forEach(this::drop);
    CellGuard.clear();
  }

  JShell shell() {
    return shell;
  }

  CellControl control() {
    return control;
  }

  List<SnippetEvent> eval(String source) {
    CellGuard.clear();
    control.clear();
    try {
      return shell.eval(source);
    } finally {
      deadTypes.forget();
    }
  }

  /// Takes away what a snippet defined, if it still stands.
  void drop(Snippet snippet) {
    if (isActive(snippet)) {
      shell.drop(snippet);
      deadTypes.forget();
    }
  }

  /// Whether every cell has it: a cell that imports it too does not take it away from others.
  boolean isGivenToAll(Snippet snippet) {
    return snippet instanceof ImportSnippet && IMPORTS.contains(snippet.source().strip());
  }

  boolean isActive(Snippet snippet) {
    return shell.status(snippet).isActive();
  }

  /// What is told of a variable's value.
  String value(VarSnippet variable) {
    return shell.status(variable) == Snippet.Status.VALID ? shell.varValue(variable) : "";
  }

  /// Runs the code in this process.
  private final class Here implements ExecutionControlProvider {
    @Override
    public String name() {
      return "cells";
    }

    @Override
    public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
      return control;
    }
  }
}
