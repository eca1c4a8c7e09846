package lab.harmony.blind;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lab.harmony.blind.session.BlindSession;
import lab.harmony.blind.session.SessionRecord;
import lab.harmony.blind.session.StopWhen;
import org.springframework.stereotype.Component;

/// Reads all that a session keeps.
@Component
class KeptSessions {

  private final FrozenStore frozen;
  private final AnswerStore answers;
  private final GuestStore guests;

  KeptSessions(FrozenStore frozen, AnswerStore answers, GuestStore guests) {
    this.frozen = frozen;
    this.answers = answers;
    this.guests = guests;
  }

  SessionRecord read(BlindSession session) {
    return SessionRecord.of(
        session,
        frozen.units(session.id()),
        frozen.gold(session.id()),
        frozen.showings(session.id()),
        answers.all(session.id()));
  }

  /// By what rule a session is to be closed; empty for those of before.
  Optional<StopWhen> stop(BlindSession session) {
    return frozen.mapping(session.id()).stop();
  }

  /// The links whose answers were taken out.
  List<SealedClose.TakenOut> takenOut(BlindSession session) {
    return guests.takenOut(session);
  }

  /// How a closed session ended, and what was not rated in it, in sentences that name nobody.
  List<String> ending(SessionRecord kept) {
    var session = kept.session();
    return Stream.concat(
            SessionEnding.words(kept, stop(session), takenOut(session)).stream(),
            notRated(frozen.mapping(session.id())).stream())
        .toList();
  }

  private static List<String> notRated(SealedMapping mapping) {
    return mapping.saysWhatIsLeftOut()
        ? mapping.notRated().afterwards()
        : List.of(
            "Which pictures of the arms were not rated, and why, is not known: when this session was sealed that was not written down.");
  }

  /// As the file that anybody can check.
  String published(BlindSession session) {
    return PublishedSession.text(
        read(session),
        takenOut(session),
        frozen.mapping(session.id()),
        frozen.adjudication(session.id()));
  }
}
