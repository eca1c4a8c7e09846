package lab.harmony.training.records;

import java.util.AbstractList;
import java.util.Optional;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/// What stood in a file that grows at one moment: later ones share its beginning, and two of one
/// file are compared without looking at what is in them.
///
/// @param <T> of its elements
final class Grown<T> extends AbstractList<T> implements RandomAccess {

  private final Grower<T> of;
  private final Object[][] chunks;
  private final int whole;
  private final Optional<T> last;

  private Grown(Grower<T> of, Object[][] chunks, int whole, Optional<T> last) {
    this.of = of;
    this.chunks = chunks;
    this.whole = whole;
    this.last = last;
  }

  @Override
  @SuppressWarnings("unchecked") // only the grower puts something there
  public T get(int index) {
    if (index == whole && last.isPresent()) {
      return last.get();
    }
    if (index < 0 || index >= whole) {
      throw new IndexOutOfBoundsException(index);
    }
    return (T) chunks[index / Grower.CHUNK][index % Grower.CHUNK];
  }

  @Override
  public int size() {
    return whole + (last.isPresent() ? 1 : 0);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Grown<?> grown && grown.of == of
        ? grown.whole == whole && grown.last.equals(last)
        : super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }

  /// Collects what grows. What it gave out before is never changed.
  ///
  /// Used by one thread at a time.
  static final class Grower<T> {

    private static final int CHUNK = 1024;

    private Object[][] chunks = new Object[0][];
    private int size;

    void add(T element) {
      if (size % CHUNK == 0) {
        var more = new Object[chunks.length + 1][];
        System.arraycopy(chunks, 0, more, 0, chunks.length);
        more[chunks.length] = new Object[CHUNK];
        chunks = more;
      }
      chunks[size / CHUNK][size % CHUNK] = element;
      size++;
    }

    /// As it is now.
    ///
    /// @param last may be replaced by what comes next
    Grown<T> now(Optional<T> last) {
      return new Grown<>(this, chunks, size, last);
    }
  }
}
