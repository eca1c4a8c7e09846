package lab.harmony.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import lab.harmony.audit.AuditActor;
import lab.harmony.audit.AuditEvent;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditSubject;
import lab.harmony.audit.AuditTrail;
import lab.harmony.people.Actor;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.HarmonySettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
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
  private static final Pattern NAME =
      Pattern.compile("scheduled-(\\d{4}-\\d{2}-\\d{2}-\\d{6})\\.zip");
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd-HHmmss").withZone(ZoneOffset.UTC);

  private final DataFolder data;
  private final Backups backups;
  private final BackupPlan plan;
  private final AuditTrail audit;
  private final Clock clock;
  private final AtomicReference<Optional<Failure>> failure =
      new AtomicReference<>(Optional.empty());

  @Autowired
  ScheduledBackups(
      DataFolder data,
      HarmonySettings settings,
      AuditTrail audit,
      Clock clock,
      @Value("${harmony.backup.every:}") String every,
      @Value("${harmony.backup.folder:}") String folder,
      @Value("${harmony.backup.keep:7}") int keep,
      @Value("${harmony.backup.models:false}") boolean models) {
    this(
        data,
        new Backups(data, settings.workspaceRoot(), clock),
        BackupPlan.of(data, every, folder, keep, models),
        audit,
        clock);
  }

  ScheduledBackups(
      DataFolder data, Backups backups, BackupPlan plan, AuditTrail audit, Clock clock) {
    this.data = data;
    this.backups = backups;
    this.plan = plan;
    this.audit = audit;
    this.clock = clock;
  }

  /// The last backup that was due and is not there, or not whole.
  ///
  /// @param reason in a sentence
  public record Failure(Instant at, String reason) {}

  public BackupPlan plan() {
    return plan;
  }

  /// What is wrong with the last one; empty when it was made, or none was due.
  public Optional<Failure> failure() {
    return failure.get();
  }

  /// When the next is due; empty if none are made by themselves.
  public Optional<Instant> next() {
    return next(clock.instant());
  }

  /// The first is due at once.
  private Optional<Instant> next(Instant now) {
    return plan.every()
        .map(every ->
            made().stream()
                .findFirst()
                .flatMap(ScheduledBackups::time)
                .map(last -> last.plus(every))
                .orElse(now));
  }

  /// Those that can be read, of whatever kind, the newest first.
  public List<BackupShelf.Kept> known() {
    return new BackupShelf(data).with(plan.folder()).known();
  }

  /// Makes the backup that is due, if one is.
  public synchronized void look() {
    var now = clock.instant();
    if (next(now).filter(due -> !due.isAfter(now)).isEmpty()
        || failure.get().filter(one -> one.at().plus(AGAIN).isAfter(now)).isPresent()) {
      return;
    }
    var file = plan.folder().resolve("scheduled-%s.zip".formatted(STAMP.format(now)));
    try {
      var made = backups.make(file, plan.models());
      audit.recordOrTell(event(made, new AuditActor.Lab()));
      removeOld();
      failure.set(incomplete(made).map(reason -> new Failure(now, reason)));
      log.info("The backup {} was made.", file);
    } catch (SQLException | IOException | RuntimeException e) {
      failed(now, file, e);
    }
  }

  private void failed(Instant now, Path file, Exception problem) {
    var reason =
        StorageSentence.of(problem, data.root())
            .orElseGet(() -> "%s could not be made: %s".formatted(file, problem.getMessage()));
    log.error("There is no backup: {}", reason);
    if (failure.getAndSet(Optional.of(new Failure(now, reason))).isEmpty()) {
      audit.recordOrTell(
          AuditEvent.of(AuditKind.BACKUP_FAILED, new AuditActor.Lab(), subject(file))
              .with("reason", reason));
    }
  }

  /// Makes one that somebody asks for, beside those of the command line.
  ///
  /// @throws SQLException if the database cannot be read
  public Backups.Made make(Actor by) throws SQLException {
    var made = backups.make(backups.place(), plan.models());
    audit.recordOrTell(event(made, AuditActor.of(by)));
    return made;
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

  private void removeOld() throws IOException {
    for (var old : made().stream().skip(plan.keep()).toList()) {
      Files.deleteIfExists(old);
    }
  }

  /// Those made by themselves, the newest first; others in the folder are nobody's business.
  private List<Path> made() {
    if (!Files.isDirectory(plan.folder())) {
      return List.of();
    }
    try (var files = Files.list(plan.folder())) {
      return files
          .filter(file -> time(file).isPresent())
          .sorted(Comparator.comparing(Path::getFileName).reversed())
          .toList();
    } catch (IOException e) {
      log.warn("{} cannot be read: {}", plan.folder(), e.getMessage());
      return List.of();
    }
  }

  private static Optional<Instant> time(Path file) {
    var name = NAME.matcher(file.getFileName().toString());
    return name.matches()
        ? Optional.of(Instant.from(STAMP.parse(name.group(1))))
        : Optional.empty();
  }
}
