package lab.harmony.notices;

import java.time.Instant;
import java.util.Optional;
import lab.harmony.people.PersonId;

/// Something that one person wants to know of: what it is about, who did it and where it is; never
/// what was said, scored or drawn.
///
/// @param to whom it concerns
/// @param key tells it from all others for them, however often it is asked for
/// @param who did it; empty where it was no person, or themself
/// @param title in one line, after the name of whoever did it: `mentioned you on Baseline`
/// @param path of the screen that shows it, without a slash before it
public record PersonalNotice(
    PersonId to,
    MailKind kind,
    String key,
    Instant at,
    Optional<PersonId> who,
    String title,
    String path) {

  public PersonalNotice {
    title = Occurrence.line(title);
  }
}
