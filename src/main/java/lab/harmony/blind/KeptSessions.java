package lab.harmony.blind;

import java.util.Optional;
import org.springframework.stereotype.Component;

/// Reads all that a session keeps.
@Component
class KeptSessions {

  private final BlindStore store;
  private final AnswerStore answers;

  KeptSessions(BlindStore store, AnswerStore answers) {
    this.store = store;
    this.answers = answers;
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

  /// As the file that anybody can check.
  String published(BlindSession session) {
    return PublishedSession.text(read(session), store.mapping(session.id()));
  }
}
