package lab.harmony.audit;

import java.util.Arrays;
import java.util.Optional;

/// What happened, of the things that are written down.
///
/// To add one: a constant here with a code of its own. Codes are stored and sealed: they are never
/// changed and never given to another kind.
public enum AuditKind {
  SIGNED_IN("signed-in", "Signed in"),
  SIGN_IN_REFUSED("sign-in-refused", "Sign-in refused"),
  SIGN_IN_LINK_MADE("sign-in-link-made", "Sign-in link made on the command line"),
  SIGNED_OUT("signed-out", "Signed out"),
  SESSIONS_ENDED("sessions-ended", "Sessions ended"),
  PERSON_INVITED("person-invited", "Person invited"),
  INVITATION_REVOKED("invitation-revoked", "Invitation revoked"),
  INVITATION_ACCEPTED("invitation-accepted", "Invitation accepted"),
  SIGN_IN_RENEWED("sign-in-renewed", "New way to sign in chosen"),
  ROLE_CHANGED("role-changed", "Role changed"),
  PERSON_SHUT_OUT("person-shut-out", "Person may no longer sign in"),
  PERSON_LET_IN("person-let-in", "Person may sign in"),
  PERSON_RENAMED("person-renamed", "Person called otherwise"),
  PASSWORD_CHOSEN("password-chosen", "Password chosen"),
  PASSKEY_ADDED("passkey-added", "Passkey added"),
  PASSKEY_REMOVED("passkey-removed", "Passkey removed"),
  OPENID_LINKED("openid-linked", "Account at a provider linked"),
  OPENID_UNLINKED("openid-unlinked", "Account at a provider no longer linked"),
  MAILS_SWITCHED_ON("mails-switched-on", "Mails switched on"),
  MAILS_SWITCHED_OFF("mails-switched-off", "Mails switched off"),
  PERSON_JOINED("person-joined", "Person joined by a provider"),
  TOKEN_MADE("token-made", "Access token made"),
  TOKEN_REVOKED("token-revoked", "Access token revoked"),
  REPORT_PUBLISHED("report-published", "Report published"),
  REPORT_UNPUBLISHED("report-unpublished", "Report unpublished"),
  REPORT_BROUGHT_BACK("report-brought-back", "Report brought back"),
  REPORT_EXPORTED("report-exported", "Report exported"),
  REPORT_READERS_CHANGED("report-readers-changed", "Readers of a report changed"),
  SHARE_LINK_MADE("share-link-made", "Share link made"),
  SHARE_LINK_REVOKED("share-link-revoked", "Share link revoked"),
  EXPERIMENT_DELETED("experiment-deleted", "Experiment deleted"),
  EXPERIMENT_BROUGHT_BACK("experiment-brought-back", "Experiment brought back"),
  SCORES_IMPORTED("scores-imported", "Scores imported"),
  SCORES_EXPORTED("scores-exported", "Scores exported"),
  BLIND_SESSION_STARTED("blind-session-started", "Blind session started"),
  BLIND_GUEST_LINK_MADE("blind-guest-link-made", "Link made for a guest of a blind session"),
  BLIND_GUEST_LINK_REVOKED(
      "blind-guest-link-revoked", "Link of a guest of a blind session taken back"),
  BLIND_GUEST_CAME_IN("blind-guest-came-in", "Link of a guest of a blind session used"),
  BLIND_GUEST_LEFT("blind-guest-left", "Browser left by a guest of a blind session"),
  BLIND_GUEST_ANSWERS_TAKEN_OUT(
      "blind-guest-answers-taken-out", "Answers of a guest of a blind session taken out"),
  BLIND_ADJUDICATION_BEGUN(
      "blind-adjudication-begun", "Rating of a blind session stopped, and somebody else asked"),
  BLIND_SESSION_CLOSED("blind-session-closed", "Blind session closed"),
  BLIND_SESSION_IMPORTED("blind-session-imported", "Rows of a session from elsewhere imported"),
  BLIND_IMPORT_REMOVED("blind-import-removed", "Imported rows of a session removed"),
  BLIND_SESSION_EXPORTED("blind-session-exported", "Blind session exported"),
  FACE_PINNED("face-pinned", "Face pinned"),
  PIN_CHANGED("pin-changed", "Pin changed"),
  FACE_UNPINNED("face-unpinned", "Face unpinned"),
  EXPERIMENT_EXPORTED("experiment-exported", "Experiment exported"),
  RECORDS_EXPORTED("records-exported", "Training records exported"),
  COMMENT_WITHDRAWN("comment-withdrawn", "Comment of another withdrawn"),
  OUTCOME_CHANGED("outcome-changed", "Outcome of another's training said"),
  WORK_STOPPED("work-stopped", "Work of another stopped"),
  BACKUP_MADE("backup-made", "Backup made"),
  BACKUP_FAILED("backup-failed", "Backup failed"),
  LAB_RESTORED("lab-restored", "Lab restored from a backup"),
  TRAIL_ACCEPTED("trail-accepted", "Audit trail accepted as it is");

  private final String code;
  private final String words;

  AuditKind(String code, String words) {
    this.code = code;
    this.words = words;
  }

  /// How it is stored and sealed.
  public String code() {
    return code;
  }

  /// How people read it.
  public String words() {
    return words;
  }

  /// The kind with this code; none if another version of the lab wrote it.
  public static Optional<AuditKind> of(String code) {
    return Arrays.stream(values()).filter(kind -> kind.code.equals(code)).findFirst();
  }

  /// How people read what is stored, whether or not this version of the lab knows it.
  public static String words(String code) {
    return of(code).map(AuditKind::words).orElse(code);
  }
}
