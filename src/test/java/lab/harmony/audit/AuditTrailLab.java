package lab.harmony.audit;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import lab.harmony.workspace.MigratedDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/// A trail in a database of its own, for tests that look at it and change it.
abstract class AuditTrailLab {

  static final Instant NOON = Instant.parse("2026-11-29T12:00:00.123456Z");
  static final String COLUMNS =
      "number, happened_at, who, kind, about, subject, details, previous, hash";

  @TempDir Path folder;
  JdbcClient database;
  HeadFile file;
  AuditTrail trail;

  @BeforeEach
  void aTrail() {
    var source = MigratedDatabase.inMemory();
    database = JdbcClient.create(source);
    file = new HeadFile(folder.resolve("audit/head.json"));
    trail =
        new AuditTrail(
            database,
            new JdbcTransactionManager(source),
            Optional.of(file),
            Clock.fixed(NOON, ZoneOffset.UTC));
  }

  final void record(int many) {
    IntStream.range(0, many).forEach(number -> trail.record(event("e" + number)));
  }

  static AuditEvent event(String experiment) {
    return AuditEvent.of(
            AuditKind.SCORES_EXPORTED, AuditActor.named("Ada"), AuditSubject.experiment(experiment))
        .with("columns", "complete");
  }

  /// Puts another subject into the first of these entries, and makes hashes that fit up to the
  /// last.
  final void rewrite(long first, long last) {
    var before = entry(first - 1).head();
    for (long number = first; number <= last; number++) {
      var old = entry(number);
      var changed =
          new AuditEntry(
              number,
              old.at(),
              old.who(),
              old.kind(),
              old.about(),
              number == first ? "other" : old.subject(),
              old.details(),
              before.hash(),
              "");
      before = new AuditHead(number, changed.computedHash());
      database
          .sql("update audit_entry set subject = ?, previous = ?, hash = ? where number = ?")
          .params(changed.subject(), changed.previous(), before.hash(), number)
          .update();
    }
    if (last == database.sql("select max(number) from audit_entry").query(Long.class).single()) {
      database.sql("update audit_head set hash = ?").param(before.hash()).update();
    }
  }

  final AuditEntry entry(long number) {
    return trail.list(AuditQuery.EVERYTHING, number + 1, 1).getFirst();
  }

  final void cutOffAfter(long number) {
    database.sql("delete from audit_entry where number > ?").param(number).update();
    database
        .sql("update audit_head set number = ?, hash = ?")
        .params(number, entry(number).hash())
        .update();
  }

  final void swap(long one, long other) {
    for (var move : List.of(Map.entry(one, -1L), Map.entry(other, one), Map.entry(-1L, other))) {
      database
          .sql("update audit_entry set number = ? where number = ?")
          .params(move.getValue(), move.getKey())
          .update();
    }
  }

  final List<Long> numbers(AuditQuery query) {
    return trail.list(query, Long.MAX_VALUE, 10).stream().map(AuditEntry::number).toList();
  }

  static AuditQuery query(String part, String value) {
    return new AuditQuery(
        Optional.empty(),
        Optional.empty(),
        Optional.of(value).filter(_ -> part.equals("who")),
        Optional.of(value).filter(_ -> part.equals("kind")),
        Optional.of(value).filter(_ -> part.equals("about")),
        List.of());
  }

  static AuditQuery words(String... words) {
    return new AuditQuery(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(words));
  }

  static AuditQuery between(Instant from, Instant until) {
    return new AuditQuery(
        Optional.of(from),
        Optional.of(until),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }
}
