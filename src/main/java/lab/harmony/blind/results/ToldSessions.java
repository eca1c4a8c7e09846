package lab.harmony.blind.results;

import java.util.Optional;
import java.util.stream.Stream;
import lab.harmony.blind.SessionRecords;
import lab.harmony.blind.ToldFiles;
import lab.harmony.blind.results.telling.BlindResults;
import lab.harmony.blind.results.telling.ToldSession;
import lab.harmony.blind.session.Besides;
import lab.harmony.blind.session.BlindProblem;
import lab.harmony.blind.session.SessionId;
import lab.harmony.workspace.NamedFacts;
import lab.harmony.workspace.NamedFacts.Fact;
import org.springframework.stereotype.Component;

/// What closed and imported sessions tell, for cells of notebooks, which only people see who may
/// look at all of it.
@Component
public class ToldSessions {

  private final SessionRecords records;
  private final BlindReading reading;
  private final ImportedSessions imported;

  ToldSessions(SessionRecords records, BlindReading reading, ImportedSessions imported) {
    this.records = records;
    this.reading = reading;
    this.imported = imported;
  }

  /// @throws BlindProblem while the session is open
  public Optional<ToldSession> find(SessionId id) {
    return records
        .closedRecord(id)
        .map(kept ->
            new ToldSession(
                id,
                kept.session().title(),
                "Rated blind in this lab; %s%s."
                    .formatted(ToldFiles.SEALED_UNDER, kept.session().commitment()),
                kept.session().commitment(),
                false))
        .or(() ->
            imported
                .find(id)
                .map(session ->
                    new ToldSession(
                        id,
                        session.title(),
                        "Imported: rated elsewhere, nothing was sealed here. SHA-256 of its file: %s."
                            .formatted(session.sha256()),
                        session.sha256(),
                        true)));
  }

  /// All that it tells.
  public BlindResults told(ToldSession session) {
    return session.imported()
        ? imported.told(imported.find(session.id()).orElseThrow())
        : reading.told(records.closedRecord(session.id()).orElseThrow());
  }

  /// What else differs between its arms, where it was not sealed with it: what is found can still
  /// become another.
  public Optional<NamedFacts> foundLater(ToldSession session) {
    return session.imported()
        ? Optional.empty()
        : records
            .closedRecord(session.id())
            .map(records::besides)
            .filter(besides -> besides.known() != Besides.Known.SEALED)
            .map(besides ->
                new NamedFacts(
                    Stream.concat(
                            Stream.of(Fact.of("known", besides.known().name())),
                            besides.all().stream()
                                .map(one ->
                                    Fact.of(
                                        "differs",
                                        "%d %d %s"
                                            .formatted(one.first(), one.second(), one.words()))))
                        .toList()));
  }

  /// What machine judges read of its pictures, which is the one thing in it that can still become
  /// another; nothing of an imported one.
  public NamedFacts machineFacts(ToldSession session) {
    return session.imported()
        ? NamedFacts.of()
        : reading.machineFacts(records.closedRecord(session.id()).orElseThrow());
  }
}
