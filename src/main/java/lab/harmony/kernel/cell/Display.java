package lab.harmony.kernel.cell;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What every cell can call by its bare name.
public final class Display {

  private static final AtomicReference<Outlet> OUTLET = new AtomicReference<>(new Nowhere());
  private static final Renderers RENDERERS = new Renderers();

  private Display() {}

  /// Shows something below the cell: a table, a picture, a figure, or anything as text.
  public static void display(@Nullable Object value) {
    OUTLET.get().display(Optional.empty(), shown(value));
  }

  /// Shows something by a name, under which [#update] shows another in its place.
  public static void display(String name, @Nullable Object value) {
    OUTLET.get().display(Optional.of(name), shown(value));
  }

  /// Shows something in place of what was shown by that name.
  public static void update(String name, @Nullable Object value) {
    OUTLET.get().update(name, shown(value));
  }

  /// Says how things of a type are shown from now on.
  public static <T> void register(Class<T> type, Function<T, Shown> renderer) {
    RENDERERS.register(type, renderer);
  }

  /// As it would be shown.
  public static Shown shown(@Nullable Object value) {
    return RENDERERS.shown(value);
  }

  /// Says where cells show things; for the kernel, before the first cell runs.
  public static void connect(Outlet outlet) {
    OUTLET.set(outlet);
  }

  private static final class Nowhere implements Outlet {
    @Override
    public void display(Optional<String> name, Shown shown) {
      throw new IllegalStateException("only a cell that runs in a notebook can show something");
    }

    @Override
    public void update(String name, Shown shown) {
      display(Optional.of(name), shown);
    }
  }
}
