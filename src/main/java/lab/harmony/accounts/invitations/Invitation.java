package lab.harmony.accounts.invitations;

import java.time.Instant;
import java.util.Optional;
import lab.harmony.people.PersonId;
import lab.harmony.people.Role;

/// A link that waits to be used: for somebody new, or for somebody of the lab who chooses a new way
/// to sign in.
///
/// @param id by which it can be revoked, and which opens nothing
/// @param person who uses it; somebody who is not known yet where it is for somebody new
/// @param isNew whether it is for somebody new
/// @param name what they are to be called, unless they say otherwise; empty where nobody said
/// @param by who made it
public record Invitation(
    String id,
    PersonId person,
    boolean isNew,
    Optional<String> name,
    Role role,
    PersonId by,
    Instant made,
    Instant until) {}
