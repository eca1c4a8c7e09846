package lab.harmony.accounts.passkeys;

import java.time.Instant;
import java.util.Optional;
import org.springframework.security.web.webauthn.api.CredentialRecord;

/// A passkey that signs somebody in.
///
/// @param id as their browser names it; no secret
/// @param label what they call it
/// @param used when it last signed them in; empty for never
public record Passkey(String id, String label, Instant made, Optional<Instant> used) {

  static Passkey of(CredentialRecord kept) {
    return new Passkey(
        kept.getCredentialId().toBase64UrlString(),
        kept.getLabel(),
        kept.getCreated(),
        Optional.of(kept.getLastUsed()).filter(used -> used.isAfter(kept.getCreated())));
  }
}
