package lab.harmony.reports.grid.facts;

import java.util.Comparator;
import java.util.Optional;
import lab.harmony.blind.results.BlindVerdict;
import lab.harmony.blind.results.ClosedSession;
import lab.harmony.blind.session.SessionId;

/// What the raters of a blind session said of a picture, once that is closed.
///
/// @param session of which the title is as it was when the axis was chosen; which it is, the id
///   alone says
public record SessionFact(ClosedSession session) implements GridFact {

  static SessionFact parse(String detail) {
    var parts = detail.split(" ", 2);
    return SessionId.parse(parts[0])
        .map(
            id -> new SessionFact(new ClosedSession(id, parts.length == 1 ? "" : parts[1].strip())))
        .orElseThrow(() ->
            new IllegalArgumentException(
                "An axis of a closed blind session is written session.ID with the id of the session, got \"%s\"."
                    .formatted(detail)));
  }

  @Override
  public String text() {
    return "session.%s %s".formatted(session.id(), session.title()).strip();
  }

  @Override
  public String label() {
    return session.title().isEmpty()
        ? "Rated blind: " + name()
        : "Rated blind: %s · %s".formatted(name(), session.id());
  }

  private String name() {
    return session.title().isEmpty() ? session.id().value() : session.title();
  }

  @Override
  public String of(GridPicture picture) {
    return picture.remarks().blind().entrySet().stream()
        .filter(said -> said.getKey().id().equals(session.id()))
        .map(said -> said.getValue().word())
        .findFirst()
        .orElse(WITHOUT);
  }

  @Override
  public String describe(String value) {
    if (value.equals(WITHOUT)) {
      return "no verdict in “%s”".formatted(name());
    }
    return "%s in “%s”".formatted(value.matches("[0-3]") ? value + " of 3" : value, name());
  }

  @Override
  public boolean lasts() {
    return false;
  }

  @Override
  public Optional<Comparator<String>> order() {
    return Optional.of(BlindVerdict.order());
  }
}
