package lab.harmony.kernel.child;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.Table;

/// What is told of a variable's value beside its name, by classes of the JDK and Tablesaw alone:
/// code of people may take for ever.
final class ValueWords {

  private static final int LONGEST = 80;

  private static final Set<String> KNOWN =
      Set.of(
          "java.util.ArrayDeque",
          "java.util.ArrayList",
          "java.util.Arrays$ArrayList",
          "java.util.HashMap",
          "java.util.HashSet",
          "java.util.LinkedHashMap",
          "java.util.LinkedHashSet",
          "java.util.LinkedList",
          "java.util.TreeMap",
          "java.util.TreeSet");

  private ValueWords() {}

  static String of(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case String text -> "\"%s\"".formatted(cut(text));
      case Character letter -> "'%c'".formatted(letter);
      case Integer _, Long _, Double _, Float _, Short _, Byte _, Boolean _ -> value.toString();
      case Enum<?> constant -> constant.name();
      case Table table -> "%,d rows, %,d columns".formatted(table.rowCount(), table.columnCount());
      case Collection<?> many when isOfJava(many) -> elements(many.size());
      case Map<?, ?> map when isOfJava(map) -> elements(map.size());
      case Object array when array.getClass().isArray() -> elements(Array.getLength(array));
      default -> "";
    };
  }

  /// Whether its size is told by no code but the JDK's: what wraps another asks that one.
  private static boolean isOfJava(Object value) {
    var name = value.getClass().getName();
    return KNOWN.contains(name) || name.startsWith("java.util.ImmutableCollections$");
  }

  private static String elements(int count) {
    return count == 1 ? "1 element" : "%,d elements".formatted(count);
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
