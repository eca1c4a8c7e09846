package lab.harmony.blind;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.blind.session.SessionRecord;
import lab.harmony.blind.session.Showing;
import lab.harmony.blind.session.TabbedLine;
import lab.harmony.blind.session.Unit;
import lab.harmony.people.PersonId;
import lab.harmony.workspace.Sha256;

/// What is fixed when rating is stopped so that somebody else is asked where raters disagree: who
/// counted then, and what they are shown in which order, on which side. One fact a line, its parts
/// apart by tabs, as in the [SealedMapping].
///
/// @param nonce that of the mapping, so that nobody finds the sides by trying all of them
public record SealedAdjudication(String text, String nonce) {

  public static final String FORMAT = "harmony-blind-adjudication/1";

  private static final String SHOWING = "showing";
  private static final String COUNTED = "counted";

  static SealedAdjudication of(
      SessionRecord kept,
      Set<PersonId> counted,
      List<Showing> showings,
      Instant begun,
      String nonce) {
    var session = kept.session();
    var units = kept.units().stream().collect(Collectors.toMap(Unit::number, Function.identity()));
    var lines = new StringBuilder(TabbedLine.of(FORMAT));
    lines.append(TabbedLine.of("session", session.id().value()));
    lines.append(TabbedLine.of("begun", begun));
    lines.append(
        TabbedLine.of(
            Stream.concat(
                    Stream.of(COUNTED),
                    session.people().stream()
                        .filter(counted::contains)
                        .map(rater -> SealedMapping.number(session.people(), rater)))
                .toArray()));
    for (var showing : showings) {
      lines.append(
          TabbedLine.of(
              SHOWING,
              showing.position() + 1,
              showing.unit() + 1,
              SealedMapping.arms(
                  Objects.requireNonNull(units.get(showing.unit())), showing.pictures())));
    }
    return new SealedAdjudication(lines.toString(), nonce);
  }

  /// What stands in the audit trail when it begins: the SHA-256 of the nonce, a line feed and the
  /// text.
  public Sha256 commitment() {
    return Sha256.of(nonce + "\n" + text);
  }

  /// When it began, as it says itself; empty where it does not.
  public Optional<Instant> begun() {
    return lines("begun").findFirst().map(parts -> Instant.parse(parts[1]));
  }

  /// The numbers of the raters who counted then, from 1.
  public List<String> counted() {
    return lines(COUNTED)
        .findFirst()
        .map(parts -> List.of(parts).subList(1, parts.length))
        .orElse(List.of());
  }

  /// One thing that was shown.
  ///
  /// @param position from 1
  /// @param unit from 1
  /// @param arms from left to right, by numbers from 1
  public record Shown(String position, String unit, List<String> arms) {
    public Shown {
      arms = List.copyOf(arms);
    }
  }

  /// What was shown, in its order.
  ///
  /// @throws RuntimeException if it cannot be read
  public List<Shown> shown() {
    return lines(SHOWING)
        .map(parts -> new Shown(parts[1], parts[2], List.of(parts[3].split(" "))))
        .toList();
  }

  private Stream<String[]> lines(String what) {
    return text.lines().map(TabbedLine::parts).filter(parts -> parts[0].equals(what));
  }
}
