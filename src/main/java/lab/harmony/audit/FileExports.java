package lab.harmony.audit;

import lab.harmony.design.charts.TakenFiles;
import lab.harmony.people.Actor;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import org.springframework.stereotype.Service;

/// Files that people take along from screens: for whoever may, and each is written down.
@Service
public class FileExports {

  private final Rights rights;
  private final AuditTrail audit;

  FileExports(Rights rights, AuditTrail audit) {
    this.rights = rights;
    this.audit = audit;
  }

  /// Writes down that somebody takes a file along.
  ///
  /// @param subject what it shows
  public void taken(AuditKind kind, AuditSubject subject, String file, Actor by) {
    rights.require(by, Right.EXPORT);
    audit.record(AuditEvent.of(kind, by, subject).with("file", file));
  }

  /// The files of something on a screen that somebody looks at.
  public TakenFiles of(AuditKind kind, AuditSubject subject, Actor by) {
    return new TakenFiles() {
      @Override
      public boolean allowed() {
        return rights.may(by, Right.EXPORT);
      }

      @Override
      public void taken(String file) {
        FileExports.this.taken(kind, subject, file, by);
      }
    };
  }
}
