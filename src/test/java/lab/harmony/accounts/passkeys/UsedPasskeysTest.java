package lab.harmony.accounts.passkeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import lab.harmony.workspace.MigratedDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.security.web.webauthn.management.JdbcUserCredentialRepository;

@Tag("unit")
class UsedPasskeysTest {

  private static final Instant MADE = Instant.parse("2026-11-29T12:00:00Z");
  private static final Bytes USER = new Bytes("somebody".getBytes(StandardCharsets.UTF_8));

  private JdbcTemplate database;
  private JdbcUserCredentialRepository kept;
  private UsedPasskeys used;
  private CredentialRecord passkey;

  @BeforeEach
  void aPasskey() {
    var source = MigratedDatabase.inMemory();
    database = new JdbcTemplate(source);
    kept = new JdbcUserCredentialRepository(database);
    used = new UsedPasskeys(database, kept);
    kept.save(
        ImmutableCredentialRecord.builder()
            .credentialId(new Bytes("a key".getBytes(StandardCharsets.UTF_8)))
            .userEntityUserId(USER)
            .publicKey(new ImmutablePublicKeyCose(new byte[] {1}))
            .signatureCount(1)
            .uvInitialized(true)
            .transports(Set.of())
            .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
            .backupEligible(false)
            .backupState(false)
            .created(MADE)
            .lastUsed(MADE)
            .label("laptop")
            .build());
    passkey = kept.findByUserId(USER).getFirst();
  }

  private CredentialRecord signedIn() {
    return ImmutableCredentialRecord.fromCredentialRecord(passkey)
        .signatureCount(7)
        .lastUsed(MADE.plusSeconds(60))
        .build();
  }

  @Test
  void howOftenAndWhenItWasUsedIsNoted() {
    used.save(signedIn());
    var now = kept.findByUserId(USER).getFirst();
    assertThat(now.getSignatureCount()).isEqualTo(7);
    assertThat(now.getLastUsed()).isEqualTo(MADE.plusSeconds(60));
    assertThat(now.getCreated()).isEqualTo(MADE);
    assertThat(now.getLabel()).isEqualTo("laptop");
  }

  @Test
  void oneThatIsRemovedWhileItSignsInDoesNotComeBackAndSignsNobodyIn() {
    var late = signedIn();
    kept.delete(passkey.getCredentialId());
    assertThatThrownBy(() -> used.save(late)).hasMessageContaining("removed meanwhile");
    assertThat(kept.findByUserId(USER)).isEmpty();
  }

  @Test
  void whatCannotBeNotedKeepsNobodyOut() {
    database.execute(
        "alter table user_credentials add constraint full_up check (signature_count < 5)");
    used.save(signedIn());
    assertThat(kept.findByUserId(USER).getFirst().getSignatureCount()).isEqualTo(1);
  }
}
