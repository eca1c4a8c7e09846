package lab.harmony.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import lab.harmony.network.NetworkProblem;
import lab.harmony.workspace.HarmonySettings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class MailSettingsTest {

  @TempDir Path folder;

  private static HarmonySettings set(String... settings) {
    return HarmonySettings.read(
        Arrays.stream(settings).map(it -> "--harmony.mail." + it).toArray(String[]::new));
  }

  @Test
  void withoutAServerNothingIsMailed() {
    assertThat(MailSettings.of(HarmonySettings.read())).isEmpty();
    assertThat(MailSettings.of(set("server= ", "from=lab@example.org"))).isEmpty();
  }

  @Test
  void aServerIsSpokenToEncryptedUnlessItIsOnThisMachine() throws IOException {
    var password = Files.writeString(folder.resolve("password"), "open sesame\n");
    var settings =
        MailSettings.of(
                set(
                    "server=smtp.example.org",
                    "user=lab",
                    "password-file=" + password,
                    "from=lab@example.org"))
            .orElseThrow();
    assertThat(settings.security()).isEqualTo(MailSettings.Security.STARTTLS);
    assertThat(settings.port()).isEqualTo(587);
    assertThat(settings.login()).contains(new MailSettings.Login("lab", "open sesame"));
    assertThat(settings).asString().doesNotContain("sesame");
    assertThat(MailSettings.of(set("server=localhost", "security=none", "from=lab@example.org")))
        .hasValueSatisfying(it -> assertThat(it.port()).isEqualTo(25));
    assertThat(MailSettings.of(set("server=s.example.org", "security=tls", "from=l@example.org")))
        .hasValueSatisfying(it -> assertThat(it.port()).isEqualTo(465));
  }

  @ParameterizedTest
  @CsvSource({
    "server=https://smtp.example.org, harmony.mail.server is the name of a mail server",
    "security=none, smtp.example.org is not this machine",
    "security=ssl, harmony.mail.security knows starttls",
    "port=0, harmony.mail.port is a number from 1 to 65535",
    "port=many, harmony.mail.port is a number from 1 to 65535",
    "user=lab, there is no password",
    "from=the lab, harmony.mail.from says who",
  })
  void whatCannotBeIsToldAtTheStart(String setting, String words) {
    assertThatThrownBy(
            () -> MailSettings.of(set("server=smtp.example.org", "from=lab@example.org", setting)))
        .isInstanceOf(NetworkProblem.class)
        .hasMessageContaining(words);
  }
}
