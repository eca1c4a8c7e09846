package lab.harmony.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class ForwardedTest {

  private static final ProxyAddresses PROXIES =
      ProxyAddresses.of(Optional.of("10.0.0.2, 10.0.0.3, 2001:db8::/64"));

  @Test
  void theProxysWordIsBelieved() throws Forwarded.Unclear {
    assertThat(usual("203.0.113.7", "https", "lab.example.org"))
        .isEqualTo(new Forwarded("203.0.113.7", "https", Optional.of("lab.example.org")));
    assertThat(standard("for=\"[2001:db9::5]:4711\";proto=HTTPS;host=\"lab.example.org:8443\""))
        .isEqualTo(new Forwarded("2001:db9::5", "https", Optional.of("lab.example.org:8443")));
  }

  @Test
  void whatABrowserWroteItselfStandsBeforeAndCountsForNothing() throws Forwarded.Unclear {
    assertThat(usual("6.6.6.6, 203.0.113.7", "https", null).client()).isEqualTo("203.0.113.7");
    assertThat(usual("6.6.6.6, 203.0.113.7", "http, https", null).scheme()).isEqualTo("https");
    assertThat(usual("203.0.113.7", "https, http", null).scheme()).isEqualTo("http");
    assertThat(standard("for=6.6.6.6;proto=https, for=203.0.113.7;proto=http"))
        .isEqualTo(new Forwarded("203.0.113.7", "http", Optional.empty()));
  }

  @Test
  void oneProxyBehindTheOtherIsSeenThrough() throws Forwarded.Unclear {
    assertThat(usual("6.6.6.6, 203.0.113.7, 10.0.0.3", "https", null).client())
        .isEqualTo("203.0.113.7");
    assertThat(standard("for=203.0.113.7;proto=https, for=10.0.0.3;proto=http"))
        .isEqualTo(new Forwarded("203.0.113.7", "https", Optional.empty()));
  }

  @Test
  void quotedSeparatorsSeparateNothing() throws Forwarded.Unclear {
    assertThat(standard("for=203.0.113.7;host=\"a,b;c\\\"d\";proto=https").host())
        .contains("a,b;c\"d");
  }

  @Test
  void thePortOfItsOwnHeaderBelongsToTheName() throws Forwarded.Unclear {
    var headers = headers("203.0.113.7", "https", "lab.example.org");
    headers.put("x-forwarded-port", List.of("8443"));
    assertThat(Forwarded.of(List.of(), headers, PROXIES).host()).contains("lab.example.org:8443");
  }

  @Test
  void twoFormsThatSayDifferentThingsAreRefused() throws Forwarded.Unclear {
    var usual = headers("203.0.113.7", "https", null);
    var same = Forwarded.of(List.of("for=203.0.113.7;proto=https"), usual, PROXIES);
    assertThat(same.client()).isEqualTo("203.0.113.7");
    assertThatThrownBy(() -> Forwarded.of(List.of("for=6.6.6.6;proto=https"), usual, PROXIES))
        .isInstanceOf(Forwarded.Unclear.class)
        .hasMessageContaining("set one of them and remove the other");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "proto=https",
        "for=unknown;proto=https",
        "for=_hidden;proto=https",
        "for=203.0.113.7",
        "for=203.0.113.7;proto=gopher",
        "for=\"lab.example.org\";proto=https",
        "for=\"[::1\";proto=https"
      })
  void whatDoesNotSayEnoughIsRefused(String header) {
    assertThatThrownBy(() -> standard(header))
        .isInstanceOf(Forwarded.Unclear.class)
        .hasMessageContaining("the proxy has to say");
  }

  @Test
  void nothingAtAllIsRefused() {
    assertThatThrownBy(() -> Forwarded.of(List.of(), Map.of(), PROXIES))
        .isInstanceOf(Forwarded.Unclear.class)
        .hasMessageContaining("X-Forwarded-For and X-Forwarded-Proto");
  }

  private static Forwarded standard(String header) throws Forwarded.Unclear {
    return Forwarded.of(List.of(header), Map.of(), PROXIES);
  }

  private static Forwarded usual(String client, String scheme, @Nullable String host)
      throws Forwarded.Unclear {
    return Forwarded.of(List.of(), headers(client, scheme, host), PROXIES);
  }

  private static Map<String, List<String>> headers(
      String client, String scheme, @Nullable String host) {
    var headers = new HashMap<String, List<String>>();
    headers.put("x-forwarded-for", List.of(client));
    headers.put("x-forwarded-proto", List.of(scheme));
    if (host != null) {
      headers.put("x-forwarded-host", List.of(host));
    }
    return headers;
  }
}
