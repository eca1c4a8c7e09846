package lab.harmony.stats;

import java.util.Optional;
import java.util.function.Function;

/// What a method found, or the reason why it does not exist. There is no third: no method of this
/// package gives NaN or an infinite value.
public sealed interface Answer<T> {

  record Found<T>(T value) implements Answer<T> {

    public Found {
      if (value instanceof Double number && !Double.isFinite(number)) {
        throw new IllegalArgumentException("need a finite value, got " + number);
      }
    }
  }

  record Missing<T>(Reason reason) implements Answer<T> {}

  static <T> Answer<T> of(T value) {
    return new Found<>(value);
  }

  static <T> Answer<T> missing(Reason reason) {
    return new Missing<>(reason);
  }

  default Optional<T> found() {
    return switch (this) {
      case Found<T>(var value) -> Optional.of(value);
      case Missing<T> _ -> Optional.empty();
    };
  }

  default Optional<Reason> whyMissing() {
    return switch (this) {
      case Found<T> _ -> Optional.empty();
      case Missing<T>(var reason) -> Optional.of(reason);
    };
  }

  /// The value; asked only where it is known to exist.
  default T orElseThrow() {
    return switch (this) {
      case Found<T>(var value) -> value;
      case Missing<T>(var reason) -> throw new IllegalStateException(reason.words());
    };
  }

  default <R> Answer<R> map(Function<T, R> change) {
    return switch (this) {
      case Found<T>(var value) -> of(change.apply(value));
      case Missing<T>(var reason) -> missing(reason);
    };
  }
}
