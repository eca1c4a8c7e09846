package lab.harmony.kernel.child;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import jdk.jshell.execution.LocalExecutionControl;

/// Runs snippets in this process, stoppable as the JDK makes them, and keeps their results as they
/// are.
final class CellControl extends LocalExecutionControl {

  private final Map<String, Field> fields = new HashMap<>();
  private volatile boolean ran;

  @Override
  public void load(ClassBytecodes[] classes)
      throws ClassInstallException, NotImplementedException, EngineTerminationException {
    super.load(
        Arrays.stream(classes)
            .map(one -> new ClassBytecodes(one.name(), CellWeaver.woven(one.bytecodes())))
            .toArray(ClassBytecodes[]::new));
  }

  @Override
  protected String invoke(Method method) throws Exception {
    ran = true;
    return super.invoke(method);
  }

  /// A short text that runs no code of people. What was kept under the same name before is let go:
  /// the class that held it stays.
  @Override
  public String varValue(String className, String varName) throws InternalException {
    try {
      var field = findClass(className).getDeclaredField(varName);
      field.setAccessible(true);
      var before = fields.put(varName, field);
      if (before != null && !before.equals(field)) {
        letGo(before);
      }
      return ValueWords.of(field.get(null));
    } catch (ReflectiveOperationException e) {
      throw new InternalException(e.toString());
    }
  }

  /// Lets go what variables held that are no more.
  ///
  /// @param names of those that are
  void keepOnly(Set<String> names) {
    fields
        .entrySet()
        .removeIf(known -> {
          var isGone = !names.contains(known.getKey());
          if (isGone) {
            letGo(known.getValue());
          }
          return isGone;
        });
  }

  private static void letGo(Field field) {
    try {
      if (!field.getType().isPrimitive()) {
        field.set(null, null);
      }
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  void clear() {
    ran = false;
  }

  /// Whether a snippet was run since it was last cleared; JShell says nothing where it could not.
  boolean hasRun() {
    return ran;
  }

  /// Runs [CellGuard#render] as the code of a cell is run, so that it can be stopped.
  void render() throws Exception {
    clientCodeEnter();
    try {
      invoke(CellGuard.class.getMethod("render"));
    } finally {
      clientCodeLeave();
    }
  }
}
