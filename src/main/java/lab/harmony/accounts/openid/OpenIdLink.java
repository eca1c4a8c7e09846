package lab.harmony.accounts.openid;

import java.time.Instant;
import java.util.Optional;

/// An account at a provider that signs somebody in.
///
/// @param id by which it can be removed; no secret
/// @param label how they tell it from another
/// @param used when it last signed them in; empty for never
public record OpenIdLink(
    String id, String issuer, String label, Instant linked, Optional<Instant> used) {}
