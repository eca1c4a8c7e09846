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

  private final BlindStore store;
  private final AnswerStore answers;
  private final GuestStore guests;

  KeptSessions(BlindStore store, AnswerStore answers, GuestStore guests) {
    this.store = store;
    this.answers = answers;
    this.guests = guests;
  }

  SessionRecord read(BlindSession session) {
    return SessionRecord.of(
        session,
        store.units(session.id()),
        store.gold(session.id()),
        store.showings(session.id()),
        answers.all(session.id()));
  }

  /// By what rule a session is to be closed; empty for those of before.
  Optional<StopWhen> stop(BlindSession session) {
    return store.mapping(session.id()).stop();
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
            store.mapping(session.id()).notRated().afterwards().stream())
        .toList();
  }

  /// As the file that anybody can check.
  String published(BlindSession session) {
    return PublishedSession.text(read(session), takenOut(session), store.mapping(session.id()));
  }
}
