package lab.harmony.blind;

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

  /// As the file that anybody can check.
  String published(BlindSession session) {
    return PublishedSession.text(read(session), store.mapping(session.id()));
  }
}
