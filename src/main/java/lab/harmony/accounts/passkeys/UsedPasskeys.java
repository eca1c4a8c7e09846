package lab.harmony.accounts.passkeys;

import java.sql.Timestamp;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;

/// Passkeys as somebody signs in with one: what is noted of it then is changed where it stands, and
/// one that is removed at that moment is not made anew.
///
/// @param kept where they are read
record UsedPasskeys(JdbcOperations database, UserCredentialRepository kept)
    implements UserCredentialRepository {
  private static final Logger log = LoggerFactory.getLogger(UsedPasskeys.class);

  /// Notes when it was used, and how often its device says that it was. On a disk that takes no
  /// changes nothing is noted, and it signs in all the same.
  ///
  /// @throws IllegalStateException if it was removed meanwhile
  @Override
  public void save(CredentialRecord used) {
    int there;
    try {
      there =
          database.update(
              """
              update user_credentials
              set signature_count = ?, uv_initialized = ?, backup_state = ?, last_used = ?
              where credential_id = ?
              """,
              used.getSignatureCount(),
              used.isUvInitialized(),
              used.isBackupState(),
              Timestamp.from(used.getLastUsed()),
              used.getCredentialId().toBase64UrlString());
    } catch (DataAccessException e) {
      log.warn("It is not noted that a passkey was used: {}", e.getMessage());
      return;
    }
    if (there == 0) {
      throw new IllegalStateException("the passkey was removed meanwhile");
    }
  }

  @Override
  public void delete(Bytes id) {
    throw new UnsupportedOperationException("signing in removes no passkey");
  }

  @Override
  public @Nullable CredentialRecord findByCredentialId(Bytes id) {
    return kept.findByCredentialId(id);
  }

  @Override
  public List<CredentialRecord> findByUserId(Bytes user) {
    return kept.findByUserId(user);
  }
}
