package lab.harmony.kernel.child;

import java.lang.reflect.Field;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.PersistentSnippet;

/// Makes JShell forget the names of types that were dropped or did not compile: it looks each of
/// them up whenever it tells a type's name, and JDK 25 then fails on those that are no more, so
/// that every variable is told as an Object and nothing has documentation.
///
/// Needs `--add-opens jdk.jshell/jdk.jshell=ALL-UNNAMED`; where JShell is made otherwise, nothing
/// is forgotten.
final class DeadTypes {

  private final JShell shell;
  private final Optional<Map<String, ?>> names;

  DeadTypes(JShell shell) {
    this.shell = shell;
    this.names = names(shell);
  }

  void forget() {
    names.ifPresent(all -> {
      var alive =
          shell.types().map(PersistentSnippet::name).collect(Collectors.toUnmodifiableSet());
      if (all.size() > alive.size()) {
        all.keySet().retainAll(alive);
      }
    });
  }

  private static Optional<Map<String, ?>> names(JShell shell) {
    try {
      var keys = field(JShell.class, "keyMap").get(shell);
      return field(keys.getClass(), "classMap").get(keys) instanceof Map<?, ?> map
          ? Optional.of(ofText(map))
          : Optional.empty();
    } catch (ReflectiveOperationException | RuntimeException _) {
      return Optional.empty();
    }
  }

  @SuppressWarnings("unchecked") // its keys are the names of types
  private static Map<String, ?> ofText(Map<?, ?> map) {
    return (Map<String, ?>) map;
  }

  private static Field field(Class<?> type, String name) throws NoSuchFieldException {
    var field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }
}
