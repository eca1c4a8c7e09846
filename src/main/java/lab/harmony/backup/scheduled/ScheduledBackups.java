package lab.harmony.backup.scheduled;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import lab.harmony.audit.AuditActor;
import lab.harmony.audit.AuditEvent;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditSubject;
import lab.harmony.audit.AuditTrail;
import lab.harmony.backup.copies.Backups;
import lab.harmony.people.Actor;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.Found;
import lab.harmony.workspace.HarmonySettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Service;

/// Backups of this lab: those that it makes by itself where somebody switched that on, and those
/// that somebody asks for on the screen.
///
/// When the next is due is read from the names of those that are there, so a lab that was off makes
/// up for it once. One that failed is tried again, is told on every screen and stands in the audit
/// trail.
@Service
public final class ScheduledBackups {

  private static final Logger log = LoggerFactory.getLogger(ScheduledBackups.class);
  private static final Duration AGAIN = Duration.ofMinutes(30);
  private static final int MOST_NAMED = 3;

  private final DataFolder data;
  private final Rights rights;
  private final Backups backups;
  private final BackupPlan plan;
  private final ScheduledFiles kept;
  private final AuditTrail audit;
  private final Clock clock;
  private final AtomicReference<Optional<Failure>> failure =
      new AtomicReference<>(Optional.empty());

  @Autowired
  ScheduledBackups(
      DataFolder data, HarmonySettings settings, AuditTrail audit, Clock clock, Rights rights) {
    this(
        data,
        new Backups(data, settings.workspaceRoot(), clock),
        BackupPlan.of(data, settings),
        audit,
        clock,
        rights);
  }

  ScheduledBackups(
      DataFolder data,
      Backups backups,
      BackupPlan plan,
      AuditTrail audit,
      Clock clock,
      Rights rights) {
    this.rights = rights;
    this.data = data;
    this.backups = backups;
    this.plan = plan;
    this.kept = new ScheduledFiles(data, plan.folder());
    this.audit = audit;
    this.clock = clock;
  }

  /// The last backup that was due and is not there, or not whole.
  ///
  /// @param reason in a sentence
  /// @param isThere whether there is a backup, if not a whole one
  public record Failure(Instant at, String reason, boolean isThere) {

    /// Whether it is too early to try again. One of a time to come is of a clock that was wrong.
    private boolean isRecent(Instant now) {
      return !at.isAfter(now) && at.plus(AGAIN).isAfter(now);
    }
  }

  public BackupPlan plan() {
    return plan;
  }

  /// What is wrong with the last one; empty when it was made, or none was due.
  public Optional<Failure> failure() {
    return failure.get();
  }

  /// When the next is due, now if the folder does not say; empty if none are made by themselves.
  public Optional<Instant> next() {
    var now = clock.instant();
    try {
      return next(now);
    } catch (IOException | RuntimeException e) {
      log.debug("{} does not say when the last backup was made", plan.folder(), e);
      return Optional.of(now);
    }
  }

  /// The first is due at once. A name of a time to come is of a clock that was wrong.
  private Optional<Instant> next(Instant now) throws IOException {
    if (plan.every().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        kept.made().stream()
            .map(ScheduledFiles.Made::at)
            .filter(at -> !at.isAfter(now))
            .findFirst()
            .map(last -> last.plus(plan.every().get()))
            .orElse(now));
  }

  /// Those that can be read, of whatever kind, the newest first.
  public List<BackupShelf.Kept> known() {
    return new BackupShelf(data, Optional.empty()).with(plan.folder()).known();
  }

  /// Makes the backup that is due, if one is; whatever goes wrong is told and tried again.
  public synchronized void look() {
    var now = clock.instant();
    if (plan.every().isEmpty() || failure.get().filter(one -> one.isRecent(now)).isPresent()) {
      return;
    }
    Backups.Made made;
    try {
      if (next(now).filter(due -> !due.isAfter(now)).isEmpty()) {
        return;
      }
      made = backups.make(kept.named(now), plan.models());
    } catch (SQLException | IOException | RuntimeException e) {
      failed(now, e);
      return;
    }
    audit.recordOrTell(event(made, new AuditActor.Lab()));
    log.info("The backup {} was made.", made.file());
    var old = old();
    failure.set(incomplete(made).or(() -> old).map(reason -> new Failure(now, reason, true)));
  }

  /// Removes those that are older; why they could not be, in a sentence.
  private Optional<String> old() {
    try {
      kept.removeAllBut(plan.keep());
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.of(
          "The backup was made, but older ones in %s could not be removed: %s."
              .formatted(plan.folder(), Found.reason(e)));
    }
  }

  private void failed(Instant now, Exception problem) {
    var reason =
        StorageSentence.of(problem, data.root(), Optional.of(plan.folder()))
            .orElseGet(() ->
                "No backup could be made in %s: %s."
                    .formatted(plan.folder(), Found.reason(problem)));
    log.error("There is no backup: {}", reason);
    var before = failure.getAndSet(Optional.of(new Failure(now, reason, false)));
    if (before.filter(one -> !one.isThere()).isEmpty()) {
      audit.recordOrTell(
          AuditEvent.of(AuditKind.BACKUP_FAILED, new AuditActor.Lab(), subject(plan.folder()))
              .with("reason", reason));
    }
  }

  /// Makes one that somebody asks for, beside those of the command line.
  ///
  /// @throws SQLException if the database cannot be read
  public Backups.Made make(Actor by) throws SQLException {
    rights.require(by, Right.BACK_UP);
    Backups.Made made;
    try {
      made = backups.make(backups.place(), plan.models());
    } catch (SQLException | RuntimeException e) {
      audit.recordOrTell(failure(Backups.folder(data), e, AuditActor.of(by)));
      throw e;
    }
    audit.recordOrTell(event(made, AuditActor.of(by)));
    return made;
  }

  /// What stands in the audit trail of one that somebody asked for and that could not be made.
  ///
  /// @param where it was to go
  public static AuditEvent failure(Path where, Exception problem, AuditActor who) {
    return AuditEvent.of(AuditKind.BACKUP_FAILED, who, subject(where))
        .with("reason", Found.reason(problem));
  }

  /// What stands in the audit trail of one that was made.
  public static AuditEvent event(Backups.Made made, AuditActor who) {
    var event =
        AuditEvent.of(AuditKind.BACKUP_MADE, who, subject(made.file()))
            .with("files", made.files())
            .with("bytes", made.bytes());
    return made.unreadable().isEmpty() ? event : event.with("unreadable", made.unreadable().size());
  }

  /// A backup as the audit trail names it.
  public static AuditSubject subject(Path file) {
    return new AuditSubject(AuditSubject.Kind.BACKUP, file.toAbsolutePath().normalize().toString());
  }

  /// What is not in a backup that should be, in a sentence.
  public static Optional<String> incomplete(Backups.Made made) {
    if (made.unreadable().isEmpty()) {
      return Optional.empty();
    }
    var named =
        made.unreadable().stream()
            .limit(MOST_NAMED)
            .map(one -> "%s (%s)".formatted(one.file(), one.reason()))
            .toList();
    int more = made.unreadable().size() - named.size();
    return Optional.of(
        "%s does not hold everything. Could not be read: %s%s."
            .formatted(
                made.file(),
                String.join(", ", named),
                more == 0 ? "" : " and %d more".formatted(more)));
  }
}
