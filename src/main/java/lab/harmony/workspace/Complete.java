package lab.harmony.workspace;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether a record that was read has all its parts. Nothing in this code is null unless it says
/// so, but a file may say `null` or nothing.
final class Complete {

  /// The parts of a record that may lack: numbers are always there.
  private record Part(String name, Method accessor, boolean mayBeNull) {
    static Part of(RecordComponent component) {
      var accessor = component.getAccessor();
      accessor.setAccessible(true);
      return new Part(
          component.getName(),
          accessor,
          component.getAnnotatedType().isAnnotationPresent(Nullable.class));
    }
  }

  /// Found out once for each kind of record: files have many of the same.
  private static final ClassValue<List<Part>> PARTS =
      new ClassValue<>() {
        @Override
        protected List<Part> computeValue(Class<?> type) {
          return Arrays.stream(type.getRecordComponents())
              .filter(component -> !component.getType().isPrimitive())
              .map(Part::of)
              .toList();
        }
      };

  private Complete() {}

  /// @throws IllegalArgumentException naming the part that is missing or no text
  static <T> T required(@Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException("it says null");
    }
    check(value, "");
    return value;
  }

  private static void check(@Nullable Object value, String place) {
    switch (value) {
      case null -> throw new IllegalArgumentException("\"%s\" is missing".formatted(place));
      case String text -> checkText(text, place);
      case Optional<?> maybe -> maybe.ifPresent(inner -> check(inner, place));
      case Iterable<?> many -> {
        int index = 0;
        for (var one : many) {
          check(one, "%s[%d]".formatted(place, index++));
        }
      }
      case Map<?, ?> map -> map.forEach((name, one) -> check(one, "%s.%s".formatted(place, name)));
      case Record whole -> {
        if (whole.getClass().getName().startsWith("lab.harmony.")) {
          parts(whole, place.isEmpty() ? "" : place + ".");
        }
      }
      default -> {}
    }
  }

  private static void parts(Record whole, String prefix) {
    for (var part : PARTS.get(whole.getClass())) {
      try {
        var value = part.accessor.invoke(whole);
        if (value != null || !part.mayBeNull) {
          check(value, prefix + part.name);
        }
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new IllegalStateException("%s has no %s".formatted(whole.getClass(), part.name), e);
      }
    }
  }

  /// Half of a character cannot be sent, stored or shown.
  private static void checkText(String text, String place) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (i + 1 == text.length()
            || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
          throw new IllegalArgumentException("\"%s\" holds half a character".formatted(place));
        }
        i++;
      }
    }
  }
}
