package lab.harmony.workspace;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// One look at many things, in which each is read once: all of it sees the same, and what many need
/// is asked for together.
///
/// Nothing is kept beyond the look, so nothing can be out of date. A look changes nothing; outside
/// of one, everything is read as often as it is asked for.
public final class ReadOnce {

  private static final ScopedValue<Map<Question, Object>> KNOWN = ScopedValue.newInstance();

  /// @param whom the service that is asked, told from others by its identity
  /// @param what it is asked for, compared by value
  private record Question(Object whom, Object what) {}

  private ReadOnce() {}

  /// Looks, on this thread; a look within another is part of it.
  public static <T> T during(Supplier<T> look) {
    return KNOWN.isBound() ? look.get() : ScopedValue.where(KNOWN, new HashMap<>()).call(look::get);
  }

  /// The answer to a question: read, unless this look has read it already. One question has answers
  /// of one type.
  public static <T> T of(Object whom, Object what, Supplier<T> read) {
    if (!KNOWN.isBound()) {
      return read.get();
    }
    var question = new Question(whom, what);
    var known = KNOWN.get().get(question);
    if (known == null) {
      known = read.get();
      KNOWN.get().put(question, known);
    }
    return ReadOnce.<T>answer(known);
  }

  /// The answers to many questions that have one: only those are read that this look has not read,
  /// together. Asked for one by one, the answer is an [Optional].
  ///
  /// @param read is given those that have to be read, if there are any
  public static <K, T> Map<K, T> ofMany(
      Object whom, Collection<K> keys, Function<List<K>, Map<K, T>> read) {
    if (!KNOWN.isBound()) {
      return keys.isEmpty() ? Map.of() : read.apply(keys.stream().distinct().toList());
    }
    var known = KNOWN.get();
    var unread =
        keys.stream()
            .distinct()
            .filter(key -> !known.containsKey(new Question(whom, key)))
            .toList();
    if (!unread.isEmpty()) {
      var found = read.apply(unread);
      for (var key : unread) {
        known.put(new Question(whom, key), Optional.ofNullable(found.get(key)));
      }
    }
    var all = new HashMap<K, T>();
    for (var key : keys) {
      ReadOnce.<Optional<T>>answer(Objects.requireNonNull(known.get(new Question(whom, key))))
          .ifPresent(answer -> all.put(key, answer));
    }
    return all;
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // one question, one type
  private static <T> T answer(Object known) {
    return (T) known;
  }
}
