package lab.harmony.activity;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Until when somebody has seen what happened, in the lab and in each experiment.
///
/// @param marks by experiments, and of the lab under [#LAB]; none where they have never looked
public record SeenMarks(Map<String, Instant> marks) {

  static final String LAB = "";

  public SeenMarks {
    marks = Map.copyOf(marks);
  }

  /// Of the lab.
  public Optional<Instant> lab() {
    return Optional.ofNullable(marks.get(LAB));
  }

  /// Of an experiment: whoever looks at the lab sees its experiments.
  public Optional<Instant> of(String experiment) {
    return Stream.of(LAB, experiment)
        .map(marks::get)
        .filter(Objects::nonNull)
        .max(Instant::compareTo);
  }

  /// Whether it came after what somebody saw; to whoever has never looked nothing is new.
  boolean isNew(Happening.Moment one) {
    var until = one.experiment().map(this::of).orElseGet(this::lab);
    return until.isPresent() && one.at().isAfter(until.get());
  }
}
