package lab.harmony.audit;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.sql.DataSource;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.LabDatabase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The record of what people answer for. Entries are only added, each sealed over the one before
/// ([AuditEntry]); of several who write at once, in this process and others, each comes after
/// another.
///
/// What changes the database is written down in the same transaction ([#together]); what changes
/// files, right after it, and is taken back where that fails. What must not be refused, because a
/// person could not mend the lab without it, is written down by [#recordOrTell].
public final class AuditTrail {

  private static final Logger log = LoggerFactory.getLogger(AuditTrail.class);

  /// How long and how often somebody waits for others who write, in seconds: longer than any of
  /// them takes; and those who must not be kept waiting.
  private static final int LONG = 10;

  private static final int SHORT = 2;
  private static final int TRIES = 5;

  private final AuditStore store;
  private final TransactionTemplate transaction;
  private final Optional<HeadFile> file;
  private final Clock clock;
  private final AtomicReference<Missed> missed = new AtomicReference<>(Missed.NOTHING);

  /// @param file none where the database is not the one in the data folder
  AuditTrail(
      JdbcClient database,
      PlatformTransactionManager transactions,
      Optional<HeadFile> file,
      Clock clock) {
    this.store = new AuditStore(database);
    this.transaction = new TransactionTemplate(transactions);
    this.file = file;
    this.clock = clock;
  }

  /// The trail of a data folder, for verbs that start no services.
  public static AuditTrail of(DataFolder data, Clock clock) {
    var source =
        new DriverManagerDataSource(
            LabDatabase.of(data).url(), LabDatabase.USER, LabDatabase.PASSWORD);
    return new AuditTrail(
        JdbcClient.create(source),
        new JdbcTransactionManager(source),
        Optional.of(HeadFile.in(data)),
        clock);
  }

  /// The trail in a database that is nobody's data folder.
  public static AuditTrail over(DataSource source, Clock clock) {
    return new AuditTrail(
        JdbcClient.create(source), new JdbcTransactionManager(source), Optional.empty(), clock);
  }

  /// What could not be written down since the start of this process.
  ///
  /// @param last the sentence about the last of these; empty if there is none
  public record Missed(long events, String last) {
    static final Missed NOTHING = new Missed(0, "");
  }

  /// Whether a database holds the entry that a data folder knows as the last: one that was begun
  /// anew, or an older one, does not. Where the folder knows none, any database does.
  public static boolean holdsEnd(DataFolder data, DataSource source) {
    var store = new AuditStore(JdbcClient.create(source));
    return HeadFile.in(data)
        .read()
        .readable()
        .flatMap(head -> head)
        .map(head ->
            head.equals(AuditHead.BEFORE_THE_FIRST) || (store.exists() && store.holds(head)))
        .orElse(true);
  }

  /// Whether the database has a trail: one of an earlier version has none until the lab has started
  /// on it.
  public boolean exists() {
    return store.exists();
  }

  /// Writes an event down, with the transaction that is under way if one is.
  ///
  /// @throws NotRecorded if it cannot be; whoever calls does not do it then, or takes it back
  public void record(AuditEvent event) {
    try {
      if (TransactionSynchronizationManager.isActualTransactionActive()) {
        append(event, LONG);
      } else {
        patiently(event);
      }
    } catch (RuntimeException e) {
      throw new NotRecorded(event.kind(), e);
    }
  }

  /// Writes an event down that happened or will happen in any case; not within a transaction.
  ///
  /// @return a sentence for people if it could not be; it stands in the log too, and on the screen
  ///   of the trail
  public Optional<String> recordOrTell(AuditEvent event) {
    return recordOrTell(event.kind(), () -> event);
  }

  /// The same for an event that has to be found out about, which may fail too.
  public Optional<String> recordOrTell(AuditKind kind, Supplier<AuditEvent> event) {
    try {
      var found = event.get();
      transaction.executeWithoutResult(_ -> append(found, SHORT));
      return Optional.empty();
    } catch (RuntimeException e) {
      var sentence =
          "\"%s\" could not be written into the audit trail: %s"
              .formatted(kind.words(), e.getMessage());
      missed.updateAndGet(before -> new Missed(before.events() + 1, sentence));
      log.error(sentence);
      return Optional.of(sentence);
    }
  }

  /// Changes the database together with the entries that tell of it: all of it is there afterwards,
  /// or nothing. The end of the chain is held from the beginning, so that two who do this never
  /// wait for each other; what takes long is written down by [#record] at the end of its
  /// transaction.
  public <T> T together(Supplier<T> change) {
    return transaction.execute(_ -> {
      store.held(LONG);
      return change.get();
    });
  }

  /// Another who wrote may have held the end of the chain for too long.
  private void patiently(AuditEvent event) {
    for (int tries = 1; ; tries++) {
      try {
        transaction.executeWithoutResult(_ -> append(event, LONG));
        return;
      } catch (TransientDataAccessException e) {
        if (tries == TRIES) {
          throw e;
        }
      }
    }
  }

  private void append(AuditEvent event, int wait) {
    var end =
        store
            .held(wait)
            .orElseThrow(() ->
                new IllegalStateException(
                    "it has lost its end; ./lab audit verify says what is wrong with it"));
    var entry = AuditEntry.after(end, clock.instant(), event.who().code(store::name), event);
    store.add(entry);
    file.ifPresent(it ->
        TransactionSynchronizationManager.registerSynchronization(
            new TransactionSynchronization() {
              @Override
              public void afterCommit() {
                note(it, entry.head());
              }
            }));
  }

  /// The entry is there already; a note that is behind is told by the next look at the trail.
  private void note(HeadFile noted, AuditHead head) {
    try {
      noted.advance(head, store::holds);
    } catch (RuntimeException e) {
      log.error("The end of the audit trail could not be noted: {}", e.getMessage());
    }
  }

  /// The newest entries that somebody looks for, before one of them.
  ///
  /// @param before the number of the last entry that is known; [Long#MAX_VALUE] for the newest
  public List<AuditEntry> list(AuditQuery query, long before, int most) {
    return store.before(before, query, most);
  }

  /// How many entries somebody looks for.
  public long count(AuditQuery query) {
    return store.count(query);
  }

  /// Everybody who stands in the trail, by [who they are][AuditActor#key], with what they were
  /// called last, and the beginning of the id where others were called so too.
  public SortedMap<String, String> everybody() {
    return store.everybody();
  }

  /// What could not be written down since the start of this process.
  public Missed missed() {
    return missed.get();
  }

  /// Looks through the whole chain.
  public AuditVerdict verify() {
    return new ChainCheck(store, file).verdict();
  }

  /// Takes the chain as it is now for the one that goes on, and writes down that somebody did and
  /// what was wrong with it.
  ///
  /// @return what was wrong
  public AuditVerdict accept(AuditActor who) {
    var verdict =
        transaction.execute(_ -> {
          store.held(LONG);
          var check = new ChainCheck(store, file);
          var found = check.verdict();
          store.move(store.last().map(AuditEntry::head).orElse(AuditHead.BEFORE_THE_FIRST));
          append(
              AuditEvent.of(AuditKind.TRAIL_ACCEPTED, who, AuditSubject.lab())
                  .with("problems", found.found())
                  .with(
                      "first",
                      found.problems().isEmpty() ? "" : found.problems().getFirst().sentence())
                  .with("noted", noted())
                  .with(ChainCheck.SEAL, check.seal()),
              LONG);
          return found;
        });
    store.head().ifPresent(head -> file.ifPresent(it -> it.reset(head)));
    return Objects.requireNonNull(verdict);
  }

  /// Begins anew to note the end of the chain, in a database that was put in the place of another,
  /// and writes down that it was.
  ///
  /// @return a sentence for people if that could not be
  public Optional<String> restored(AuditEvent event) {
    var noted = noted();
    boolean isThere = store.exists();
    var end = isThere ? store.head() : Optional.of(AuditHead.BEFORE_THE_FIRST);
    Optional<String> unnoted = Optional.empty();
    try {
      end.ifPresent(head -> file.ifPresent(it -> it.reset(head)));
    } catch (RuntimeException e) {
      var sentence =
          "The end of the audit trail could not be noted: %s ./lab audit accept does once that is mended."
              .formatted(e.getMessage());
      log.error(sentence);
      unnoted = Optional.of(sentence);
    }
    var told = unnoted;
    return isThere
        ? recordOrTell(event.with("noted", noted)).or(() -> told)
        : Optional.of(
            "The database is of a lab without an audit trail, so that it was restored stands in"
                + " none.");
  }

  private String noted() {
    return file.flatMap(it -> it.read().readable().flatMap(head -> head))
        .map(head -> "%d %s".formatted(head.number(), head.hash()))
        .orElse("nothing");
  }
}
