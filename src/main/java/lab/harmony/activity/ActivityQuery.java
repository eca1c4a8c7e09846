package lab.harmony.activity;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import lab.harmony.people.Actor;
import lab.harmony.people.PersonId;

/// A question for what happened within a time.
///
/// @param who asks
/// @param by only what this person did
/// @param notBy nothing that this person did
/// @param experiment only what happened to this one
/// @param from not before this time; the beginning of an hour
/// @param before whatever ended, or grew last, before this time
/// @param apart what happened after this time is told apart from what happened until then
/// @param most how many are wanted
public record ActivityQuery(
    Actor who,
    Optional<PersonId> by,
    Optional<PersonId> notBy,
    Optional<String> experiment,
    Instant from,
    Instant before,
    Instant apart,
    int most) {

  /// What one person does within this time to the same thing is one line.
  private static final ChronoUnit TOGETHER = ChronoUnit.HOURS;

  /// Conditions on the columns of when and by whom, with [#parameters].
  ///
  /// @param at a column of times
  /// @param person a column of ids
  public String within(String at, String person) {
    return "%1$s >= :from and %1$s < :until%2$s%3$s"
        .formatted(
            at,
            by.isPresent() ? " and %s = :by".formatted(person) : "",
            notBy.isPresent() ? " and (%1$s is null or %1$s <> :notBy)".formatted(person) : "");
  }

  /// A condition on the column of the experiment.
  public String of(String column) {
    return experiment.isPresent() ? " and %s = :experiment".formatted(column) : "";
  }

  /// What tells lines apart besides who did what: the hour, and on which side of [#apart] it lies.
  public static String together(String at) {
    return "date_trunc('HOUR', %1$s) as together, case when %1$s > :apart then 1 else 0 end as later"
        .formatted(at);
  }

  /// The end of a statement that is grouped by `together` and `later` with the newest time as
  /// `newest`: whole groups, the newest first.
  public static String newest(String at) {
    return " having max(%s) < :before order by newest desc fetch first :most rows with ties"
        .formatted(at);
  }

  /// What the conditions speak of.
  public Map<String, Object> parameters() {
    var all = new HashMap<String, Object>();
    all.put("from", utc(from));
    all.put("until", utc(untilHourEnds()));
    all.put("before", utc(before));
    all.put("apart", utc(apart));
    all.put("most", most);
    by.ifPresent(it -> all.put("by", it.value()));
    notBy.ifPresent(it -> all.put("notBy", it.value()));
    experiment.ifPresent(it -> all.put("experiment", it));
    return all;
  }

  /// A group that has grown since is read to its end, so that it is known to have been shown.
  private Instant untilHourEnds() {
    return before.truncatedTo(TOGETHER).plus(1, TOGETHER);
  }

  ActivityQuery from(Instant time) {
    return new ActivityQuery(who, by, notBy, experiment, time, before, apart, most);
  }

  /// The same after as many as were asked for, the last of them at a time: for twice as many, so
  /// that whoever finds little among them is soon through.
  public ActivityQuery further(Instant time) {
    return new ActivityQuery(who, by, notBy, experiment, from, time, apart, 2 * most);
  }

  static Instant hour(Instant time) {
    return time.truncatedTo(TOGETHER);
  }

  private static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
