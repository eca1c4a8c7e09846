package lab.harmony.backup.access;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A row of a table, by the names of its columns.
public record AccessRow(Map<String, @Nullable Object> values) {

  public AccessRow {
    values = Collections.unmodifiableMap(new TreeMap<>(values));
  }

  Set<String> columns() {
    return values.keySet();
  }

  public Optional<Object> find(String column) {
    return Optional.ofNullable(values.get(column));
  }

  public String text(String column) {
    return find(column).map(String::valueOf).orElse("");
  }

  public Optional<Instant> time(String column) {
    return find(column)
        .map(value -> {
          if (value instanceof OffsetDateTime time) {
            return time.toInstant();
          }
          throw new IllegalStateException("%s has to be a time, got %s".formatted(column, value));
        });
  }

  boolean isTrue(String column) {
    return find(column).filter(Boolean.TRUE::equals).isPresent();
  }

  public AccessRow with(String column, Object value) {
    Map<String, @Nullable Object> changed = new TreeMap<String, @Nullable Object>(values);
    changed.put(column, value);
    return new AccessRow(changed);
  }
}
