package lab.harmony.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class ReachTest {

  @Test
  void aLabOfOneIsReachedOnTheLoopbackAddress() {
    assertThat(ReachSettings.of().address(8080)).isEqualTo(URI.create("http://127.0.0.1:8080/"));
  }

  @Test
  void linksSayWhatPeopleType() {
    assertThat(ReachSettings.of("harmony.address=https://Lab.example.org:8443").address(1))
        .hasToString("https://Lab.example.org:8443/");
    assertThat(
            ReachSettings.of(
                    "harmony.host-names=lab.example.org, 10.0.0.4", "harmony.behind-proxy=::1")
                .address(8080))
        .hasToString("https://lab.example.org/");
    assertThat(
            ReachSettings.of("harmony.host-names=10.0.0.4", "harmony.tls.store=lab.p12")
                .address(8443))
        .hasToString("https://10.0.0.4:8443/");
  }

  @Test
  void onlyItsOwnNamesAreAnswered() {
    var network =
        ReachSettings.of(
            "harmony.address=https://lab.example.org", "harmony.host-names=LAB,fe80::1");
    assertThat(network.answersTo("lab.example.org")).isTrue();
    assertThat(network.answersTo("LAB.example.org")).isTrue();
    assertThat(network.answersTo("lab")).isTrue();
    assertThat(network.answersTo("[fe80::1]")).isTrue();
    assertThat(network.answersTo("localhost")).isTrue();
    assertThat(network.answersTo("evil.example")).isFalse();
    assertThat(network.answersTo("lab.example.org.evil.example")).isFalse();
    assertThat(network.answersTo("example.org")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lab.example.org",
        "https://",
        "ftp://lab",
        "https://lab/team",
        "https://lab?x=1",
        "https://ada@lab",
        "https://two words"
      })
  void whatIsNoAddressIsRefusedInWords(String address) {
    assertThatThrownBy(() -> ReachSettings.of("harmony.address=" + address))
        .isInstanceOf(NetworkProblem.class)
        .hasMessageContaining("\"" + address + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "*.example.org", "https://lab", "lab:8443", "a b c!", "-lab"})
  void whatIsNoNameIsRefusedInWords(String name) {
    assertThatThrownBy(() -> ReachSettings.of("harmony.host-names=" + name))
        .isInstanceOf(NetworkProblem.class)
        .hasMessageContaining("harmony.host-names");
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0/0,everybody",
    "::/0,everybody",
    "proxy.example,no address",
    "10.0.0.0/99,no address",
    "10.0.0,no address"
  })
  void whatIsNoProxyIsRefusedInWords(String proxy, String why) {
    assertThatThrownBy(() -> ReachSettings.of("harmony.behind-proxy=" + proxy))
        .isInstanceOf(NetworkProblem.class)
        .hasMessageContaining(why)
        .hasMessageContaining(proxy);
  }

  @Test
  void halfACertificateIsRefusedInWords() {
    assertThatThrownBy(() -> ReachSettings.of("harmony.tls.certificate=chain.pem"))
        .hasMessageContaining("got [harmony.tls.certificate]");
    assertThatThrownBy(
            () -> ReachSettings.of("harmony.tls.key=key.pem", "harmony.tls.store=lab.p12"))
        .hasMessageContaining("got [harmony.tls.key, harmony.tls.store]");
  }
}
