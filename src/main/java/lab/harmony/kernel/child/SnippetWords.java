package lab.harmony.kernel.child;

import java.util.Optional;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.ImportSnippet;
import jdk.jshell.MethodSnippet;
import jdk.jshell.PersistentSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;
import lab.harmony.kernel.protocol.KernelEvent.Definition;

/// What snippets are called.
final class SnippetWords {

  private SnippetWords() {}

  /// What it defines that people named.
  static Optional<Definition> definition(Snippet snippet) {
    return switch (snippet) {
      case VarSnippet variable when isTemporary(variable) -> Optional.empty();
      case VarSnippet variable -> Optional.of(new Definition("variable", variable.name()));
      case MethodSnippet method -> Optional.of(new Definition("method", name(method)));
      case TypeDeclSnippet type -> Optional.of(new Definition("type", type.name()));
      case ImportSnippet imported -> Optional.of(new Definition("import", imported.fullname()));
      default -> Optional.empty();
    };
  }

  static String name(Snippet snippet) {
    return switch (snippet) {
      case MethodSnippet method -> "%s(%s)".formatted(method.name(), method.parameterTypes());
      case PersistentSnippet named -> named.name();
      default -> snippet.source().strip();
    };
  }

  static String name(DeclarationSnippet snippet) {
    return name((Snippet) snippet);
  }

  static boolean isTemporary(VarSnippet variable) {
    return variable.subKind() == SubKind.TEMP_VAR_EXPRESSION_SUBKIND;
  }

  /// Whether its value is what a cell that ends with it shows.
  static boolean isExpression(Snippet snippet) {
    return switch (snippet.subKind()) {
      case TEMP_VAR_EXPRESSION_SUBKIND,
          VAR_VALUE_SUBKIND,
          ASSIGNMENT_SUBKIND,
          OTHER_EXPRESSION_SUBKIND ->
          true;
      default -> false;
    };
  }
}
