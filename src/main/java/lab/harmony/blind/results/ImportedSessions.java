package lab.harmony.blind.results;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.harmony.audit.AuditEvent;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditSubject;
import lab.harmony.audit.AuditTrail;
import lab.harmony.blind.results.rows.RowsFile;
import lab.harmony.blind.results.rows.RowsProblem;
import lab.harmony.blind.results.telling.BlindResults;
import lab.harmony.blind.session.SessionId;
import lab.harmony.people.Actor;
import lab.harmony.people.NamedPerson;
import lab.harmony.people.People;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.workspace.Sha256;
import org.springframework.stereotype.Service;

/// Sessions that were rated elsewhere: brought in as rows, told as those of the lab are, and marked
/// as not sealed here.
@Service
public class ImportedSessions {

  /// The largest file of rows.
  public static final int MOST_BYTES = 16 << 20;

  private static final int LONGEST_TITLE = 200;

  private final ImportedStore store;
  private final People people;
  private final Rights rights;
  private final AuditTrail audit;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  ImportedSessions(
      ImportedStore store, People people, Rights rights, AuditTrail audit, Clock clock) {
    this.store = store;
    this.people = people;
    this.rights = rights;
    this.audit = audit;
    this.clock = clock;
  }

  /// The newest first.
  public List<ImportedSession> list(Actor who) {
    rights.require(who, Right.LOOK);
    return store.all();
  }

  public Optional<ImportedSession> find(SessionId id, Actor who) {
    rights.require(who, Right.LOOK);
    return store.find(id);
  }

  Optional<ImportedSession> find(SessionId id) {
    return store.find(id);
  }

  /// All that it tells.
  public BlindResults told(ImportedSession session, Actor who) {
    rights.require(who, Right.LOOK);
    return told(session);
  }

  BlindResults told(ImportedSession session) {
    return BlindResults.of(
        RowsFile.read(session.id().value(), session.title(), store.file(session.id())),
        Map.of(),
        List.of());
  }

  /// Brings rows in.
  ///
  /// @throws RowsProblem if they are not rows of a session; nothing is kept then
  public ImportedSession bring(String title, byte[] file, Actor by) {
    rights.require(by, Right.COMPUTE);
    var called = title.strip();
    if (called.isEmpty() || called.length() > LONGEST_TITLE) {
      throw new RowsProblem(
          List.of(
              "A session needs a title of 1 to %d letters, got %d."
                  .formatted(LONGEST_TITLE, called.length())));
    }
    if (file.length > MOST_BYTES) {
      throw new RowsProblem(
          List.of("The file is larger than %d MB. Split it.".formatted(MOST_BYTES >> 20)));
    }
    var id = SessionId.drawn(random);
    var read = RowsFile.read(id.value(), called, file);
    var person = people.find(by.person()).orElseThrow();
    var session =
        new ImportedSession(
            id,
            called,
            Sha256.of(file).hex(),
            read.rated().size(),
            new NamedPerson(person.id(), person.name()),
            clock.instant().truncatedTo(ChronoUnit.MICROS));
    audit.together(() -> {
      store.add(session, file);
      audit.record(
          AuditEvent.of(AuditKind.BLIND_SESSION_IMPORTED, by, AuditSubject.blindSession(id.value()))
              .with("sha256", session.sha256())
              .with("answers", session.answers()));
      return id;
    });
    return session;
  }

  /// Takes what was brought in out of the lab again.
  public void remove(ImportedSession session, Actor by) {
    rights.require(by, Right.COMPUTE);
    audit.together(() -> {
      if (store.remove(session.id())) {
        audit.record(
            AuditEvent.of(
                    AuditKind.BLIND_IMPORT_REMOVED,
                    by,
                    AuditSubject.blindSession(session.id().value()))
                .with("sha256", session.sha256()));
      }
      return session.id();
    });
  }
}
