package lab.harmony.kernel.cell;

import java.awt.image.RenderedImage;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.Table;

/// How things are shown, by their type; what was said last counts first.
final class Renderers {

  private static final int ELEMENTS = 200;

  private final List<Renderer<?>> renderers = new ArrayList<>();

  Renderers() {
    register(RenderedImage.class, Shown::picture);
    register(Table.class, TableForms::shown);
    register(Displayable.class, Displayable::shown);
    register(Shown.class, shown -> shown);
  }

  synchronized <T> void register(Class<T> type, Function<T, Shown> renderer) {
    // A type that a cell declares again is another one of the same name.
    renderers.removeIf(known -> known.type.getName().equals(type.getName()));
    renderers.addFirst(new Renderer<>(type, renderer));
  }

  Shown shown(@Nullable Object value) {
    return value == null
        ? Shown.text("null")
        : known(value).orElseGet(() -> Shown.text(text(value)));
  }

  private Optional<Shown> known(Object value) {
    return copy().stream().flatMap(renderer -> renderer.of(value).stream()).findFirst();
  }

  private synchronized List<Renderer<?>> copy() {
    return List.copyOf(renderers);
  }

  private static String text(Object value) {
    if (!value.getClass().isArray()) {
      return String.valueOf(value);
    }
    var length = Array.getLength(value);
    return IntStream.range(0, Math.min(length, ELEMENTS))
        .mapToObj(index -> element(Array.get(value, index)))
        .collect(
            Collectors.joining(
                ", ", "[", length <= ELEMENTS ? "]" : ", … (%,d in all)]".formatted(length)));
  }

  private static String element(@Nullable Object value) {
    return value == null ? "null" : text(value);
  }

  private record Renderer<T>(Class<T> type, Function<T, Shown> forms) {
    Optional<Shown> of(Object value) {
      return type.isInstance(value) ? Optional.of(forms.apply(type.cast(value))) : Optional.empty();
    }
  }
}
