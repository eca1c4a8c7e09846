package lab.harmony.accounts;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class LoopbackRuleTest {

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.0.0.5", "::1"})
  void thisMachineIsFine(String address) throws UnknownHostException {
    var parsed = InetAddress.getByName(address);
    assertThatCode(() -> LoopbackRule.check(parsed)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "192.168.1.4", "10.0.0.1", "::"})
  void anyOtherAddressIsRefused(String address) throws UnknownHostException {
    var parsed = InetAddress.getByName(address);
    assertThatThrownBy(() -> LoopbackRule.check(parsed))
        .isInstanceOf(NotLoopbackException.class)
        .hasMessageContaining("which others can reach");
  }

  @Test
  void noAddressMeansEveryAddressAndIsRefused() {
    assertThatThrownBy(() -> LoopbackRule.check(null)).hasMessageContaining("every address");
  }
}
