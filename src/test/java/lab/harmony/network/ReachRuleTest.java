package lab.harmony.network;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class ReachRuleTest {

  private static final String[] BY_CERTIFICATE = {
    "harmony.team=true",
    "harmony.address=https://lab.example.org:8443",
    "harmony.tls.certificate=chain.pem",
    "harmony.tls.key=key.pem"
  };

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.0.0.5", "::1"})
  void thisMachineIsFine(String address) throws UnknownHostException {
    var parsed = InetAddress.getByName(address);
    assertThatCode(() -> ReachRule.check(ReachSettings.of(), parsed)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "192.168.1.4", "10.0.0.1", "::"})
  void anyOtherAddressIsRefused(String address) throws UnknownHostException {
    var parsed = InetAddress.getByName(address);
    assertThatThrownBy(() -> ReachRule.check(ReachSettings.of(), parsed))
        .isInstanceOf(NetworkProblem.class)
        .hasMessageContaining("which others can reach")
        .hasMessageContaining("accounts")
        .hasMessageContaining("TLS")
        .hasMessageContaining("the name that people reach it by");
  }

  @Test
  void noAddressMeansEveryAddressAndIsRefused() {
    assertThatThrownBy(() -> ReachRule.check(ReachSettings.of(), null))
        .hasMessageContaining("every address");
  }

  @Test
  void anyAddressIsFineWithAccountsAndACertificate() {
    assertThatCode(() -> ReachRule.check(ReachSettings.of(BY_CERTIFICATE), null))
        .doesNotThrowAnyException();
  }

  @Test
  void anyAddressIsFineWithAccountsBehindAProxy() {
    var network =
        ReachSettings.of(
            "harmony.team=true",
            "harmony.address=https://lab.example.org",
            "harmony.behind-proxy=10.0.0.2");
    assertThatCode(() -> ReachRule.check(network, null)).doesNotThrowAnyException();
  }

  @Test
  void springsOwnBundleIsACertificateToo() {
    var network =
        ReachSettings.of(
            "harmony.team=true",
            "harmony.address=https://lab.example.org:8443",
            "server.ssl.bundle=mine");
    assertThatCode(() -> ReachRule.check(network, null)).doesNotThrowAnyException();
  }

  /// What is there besides, and what is missing then.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|harmony.team|accounts",
        "1|harmony.address|the name that people reach it by",
        "2|harmony.tls|TLS",
      })
  void eachPartThatIsMissingIsNamed(int left, String setting, String words) {
    var without = BY_CERTIFICATE.clone();
    without[left] = "harmony.other=x";
    if (left == 2) {
      without[3] = "harmony.other=x";
    }
    assertThatThrownBy(() -> ReachRule.check(ReachSettings.of(without), null))
        .hasMessageContaining(words)
        .hasMessageContaining(setting);
  }

  @Test
  void aProxyOnThisMachineOpensTheLabToOthersAndNeedsAccounts() throws UnknownHostException {
    var loopback = InetAddress.getByName("127.0.0.1");
    var network = ReachSettings.of("harmony.behind-proxy=127.0.0.1");
    assertThatThrownBy(() -> ReachRule.check(network, loopback))
        .hasMessageContaining("behind a proxy")
        .hasMessageContaining("accounts");
  }

  @Test
  void anAddressWithoutTlsIsNoAddressOfALabThatHasIt() {
    var network =
        ReachSettings.of(
            "harmony.team=true",
            "harmony.address=http://lab.example.org",
            "harmony.behind-proxy=10.0.0.2");
    assertThatThrownBy(() -> ReachRule.check(network, null)).hasMessageContaining("https");
  }
}
