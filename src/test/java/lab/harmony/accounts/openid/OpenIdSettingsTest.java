package lab.harmony.accounts.openid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lab.harmony.network.NetworkProblem;
import lab.harmony.people.Role;
import lab.harmony.workspace.HarmonySettings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class OpenIdSettingsTest {

  @TempDir Path folder;

  private static Optional<OpenIdSettings> of(String... settings) {
    return OpenIdSettings.of(
        HarmonySettings.read(
            Arrays.stream(settings)
                .map(one -> "--harmony.sign-in.openid." + one)
                .toArray(String[]::new)));
  }

  private static OpenIdSettings with(String... settings) {
    return of(Stream.concat(
                Stream.of("issuer=https://id.example.org/realms/team", "client-id=lab"),
                Arrays.stream(settings))
            .toArray(String[]::new))
        .orElseThrow();
  }

  private static Identity somebody(Map<String, Object> said) {
    return new Identity("https://id.example.org", "grace", said, Optional.empty());
  }

  @Test
  void withoutAnIssuerThereIsNoProvider() {
    assertThat(of()).isEmpty();
    assertThat(of("client-id=lab")).isEmpty();
  }

  @Test
  void whatIsSetIsRead() throws IOException {
    var file = Files.writeString(folder.resolve("secret"), "of the lab\n");
    var set = with("client-secret-file=" + file, "name=Example ID");
    assertThat(set.issuer()).isEqualTo(URI.create("https://id.example.org/realms/team"));
    assertThat(set.secret()).contains("of the lab");
    assertThat(set.name()).isEqualTo("Example ID");
    assertThat(set.joins()).isEmpty();
    assertThat(with().name()).isEqualTo("id.example.org");
    assertThat(with("client-secret=typed").secret()).contains("typed");
    assertThat(with().secret()).isEmpty();
  }

  @Test
  void anEmptyFileIsNoSecret() throws IOException {
    var file = Files.writeString(folder.resolve("empty"), " \n");
    assertThatThrownBy(() -> with("client-secret-file=" + file))
        .isInstanceOf(NetworkProblem.class)
        .hasMessageContaining("is empty");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://id.example.org",
        "id.example.org",
        "https:///nowhere",
        "https://id.example.org?tenant=1",
        "file:///etc/passwd",
        "not an address"
      })
  void anIssuerThatNobodyIsSafeWithIsRefused(String issuer) {
    assertThatThrownBy(() -> of("issuer=" + issuer, "client-id=lab"))
        .isInstanceOf(NetworkProblem.class)
        .hasMessageContaining("beginning with https://")
        .hasMessageContaining(issuer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "joins=reviewer|may be everybody",
        "joins=owner|reader or reviewer",
        "domains=example.org|as what is not said",
        "claim=groups|a name and a value",
        "client-secret-file=/no/such/file|cannot be read",
        "name=a name that is much longer than what fits on any button|up to 40 characters"
      })
  void whatCannotBeIsSaid(String setting, String words) {
    assertThatThrownBy(() -> with(setting))
        .isInstanceOf(NetworkProblem.class)
        .hasMessageContaining(words);
  }

  @Test
  void aProviderThatKnowsTheLabByNoNameIsSaid() {
    assertThatThrownBy(() -> of("issuer=https://id.example.org"))
        .isInstanceOf(NetworkProblem.class)
        .hasMessageContaining("client-id");
  }

  @Test
  void whoJoinsHasACheckedAddressOfADomainOrWhatTheProviderSays() {
    var byDomain = with("joins=reader", "domains=Example.org, team.example").joins().orElseThrow();
    assertThat(byDomain.role()).isEqualTo(Role.READER);
    assertThat(byDomain.admits(mail("grace@example.org", true))).isTrue();
    assertThat(byDomain.admits(mail("grace@TEAM.example", true))).isTrue();
    assertThat(byDomain.admits(mail("grace@example.org", false))).isFalse();
    assertThat(byDomain.admits(mail("grace@example.org", "true"))).isFalse();
    assertThat(byDomain.admits(mail("grace@not-example.org", true))).isFalse();
    assertThat(byDomain.admits(mail("grace@example.org@evil.example", true))).isFalse();
    assertThat(byDomain.admits(mail("example.org", true))).isFalse();
    assertThat(byDomain.admits(somebody(Map.of()))).isFalse();
    var byClaim = with("joins=reviewer", "claim=groups=harmony-lab").joins().orElseThrow();
    assertThat(byClaim.admits(somebody(Map.of("groups", List.of("a", "harmony-lab"))))).isTrue();
    assertThat(byClaim.admits(somebody(Map.of("groups", "harmony-lab")))).isTrue();
    assertThat(byClaim.admits(somebody(Map.of("groups", "harmony-lab-2")))).isFalse();
    assertThat(byClaim.admits(somebody(Map.of()))).isFalse();
    var byBoth = with("joins=reviewer", "claim=tid=7", "domains=example.org").joins().orElseThrow();
    assertThat(byBoth.admits(mail("grace@example.org", true))).isFalse();
  }

  private static Identity mail(String address, Object checked) {
    return somebody(Map.of("email", address, "email_verified", checked));
  }

  @Test
  void anAccountIsCalledByWhatPeopleKnowAndByNothingThatActs() {
    assertThat(somebody(Map.of()).label()).isEqualTo("grace");
    assertThat(somebody(Map.of("email", "a\u0007b\n@example.org")).label())
        .isEqualTo("ab@example.org");
    assertThat(somebody(Map.of("name", "x".repeat(5000))).label()).hasSize(100);
  }
}
