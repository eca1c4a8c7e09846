package lab.harmony.accounts.invitations;

import java.time.Instant;
import java.util.Optional;
import lab.harmony.accounts.links.TokenFolder.Kept;
import lab.harmony.json.Json;
import lab.harmony.people.PersonId;
import lab.harmony.people.Role;
import tools.jackson.core.JacksonException;

/// What the file of an invitation says beside its digest.
record InvitationNote(
    boolean isNew, Optional<String> name, Role role, Optional<PersonId> by, Instant made) {

  String text() {
    return Json.MAPPER.writeValueAsString(this).replace("\n", " ");
  }

  /// The invitation that a file says; empty if it says none.
  static Optional<Invitation> read(Kept kept) {
    try {
      var note = Json.MAPPER.readValue(kept.note(), InvitationNote.class);
      return PersonId.parse(kept.person())
          .flatMap(person ->
              note.by.map(by ->
                  new Invitation(
                      kept.id(),
                      person,
                      note.isNew,
                      note.name,
                      note.role,
                      by,
                      note.made,
                      kept.expires())));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }
}
