package lab.harmony.kernel.child;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import jdk.jshell.Snippet;
import jdk.jshell.VarSnippet;
import lab.harmony.kernel.protocol.KernelEvent.Definition;
import lab.harmony.kernel.protocol.KernelEvent.Variable;

/// Which cell defined what.
final class CellDefinitions {

  private static final int VARIABLES = 500;

  private final CellShell shell;
  private final Map<String, List<Snippet>> snippets = new HashMap<>();

  CellDefinitions(CellShell shell) {
    this.shell = shell;
  }

  void add(String cell, Snippet snippet) {
    snippets.computeIfAbsent(cell, _ -> new ArrayList<>()).add(snippet);
  }

  /// Takes out what a cell does not define any more, also what its results were kept in.
  ///
  /// @param sources what it runs from now on
  /// @param taken hears of each snippet that is taken out
  /// @return what people named
  List<Definition> keepOnly(String cell, List<String> sources, Consumer<Snippet> taken) {
    var known = snippets.getOrDefault(cell, List.of());
    if (known.isEmpty()) {
      return List.of();
    }
    var stays = new HashSet<Definition>();
    for (var source : sources) {
      shell.shell().sourceCodeAnalysis().sourceToSnippets(source).stream()
          .flatMap(snippet -> SnippetWords.definition(snippet).stream())
          .forEach(stays::add);
    }
    var gone = new ArrayList<Definition>();
    known.removeIf(snippet -> {
      var defined = SnippetWords.definition(snippet);
      if (!shell.isActive(snippet)) {
        taken.accept(snippet);
        return true;
      }
      if (shell.isGivenToAll(snippet)) {
        return true;
      }
      if (defined.filter(stays::contains).isPresent()) {
        return false;
      }
      taken.accept(snippet);
      shell.drop(snippet);
      defined.ifPresent(gone::add);
      return true;
    });
    return gone;
  }

  List<Definition> of(String cell) {
    return snippets.getOrDefault(cell, List.of()).stream()
        .filter(shell::isActive)
        .flatMap(snippet -> SnippetWords.definition(snippet).stream())
        .distinct()
        .toList();
  }

  /// All variables that people named; lets go what was held by those that are no more.
  List<Variable> variables() {
    var found = new ArrayList<Variable>();
    var held = new HashSet<String>();
    snippets.forEach((cell, all) -> {
      for (var snippet : all) {
        if (snippet instanceof VarSnippet variable && shell.isActive(variable)) {
          var value = shell.value(variable);
          held.add(variable.name());
          if (!SnippetWords.isTemporary(variable) && found.size() < VARIABLES) {
            found.add(new Variable(variable.name(), variable.typeName(), value, cell));
          }
        }
      }
    });
    shell.control().keepOnly(held);
    return found.stream().distinct().toList();
  }
}
