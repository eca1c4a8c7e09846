package lab.harmony.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import lab.harmony.workspace.HarmonySettings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class KernelSettingsTest {

  @Test
  void unlessPeopleSayOtherwiseHalfOfTheMemoryAndHalfAnHour() {
    var settings = KernelSettings.of(HarmonySettings.read());

    assertThat(settings.heap()).isEqualTo(512);
    assertThat(settings.idle()).isEqualTo(Duration.ofMinutes(30));
    assertThat(settings.most()).isBetween(1, 16);
    assertThat(settings.withoutSandbox()).isFalse();
    assertThat(KernelSettings.fitting(8192, 512)).isEqualTo(5);
    assertThat(KernelSettings.fitting(1024, 512)).isEqualTo(1);
    assertThat(KernelSettings.fitting(1 << 20, 512)).isEqualTo(16);
  }

  @Test
  void whatPeopleSetIsTaken() {
    assertThat(
            KernelSettings.of(
                HarmonySettings.read(
                    "--harmony.code.heap=256",
                    "--harmony.code.kernels=3",
                    "--harmony.code.idle=2h",
                    "--harmony.code.without-sandbox=true")))
        .isEqualTo(new KernelSettings(256, 3, Duration.ofHours(2), true));
  }

  @Test
  void whatCannotBeSaysWhatIsNeeded() {
    refused("--harmony.code.heap=32", "harmony.code.heap must be 64 megabytes or more, got 32");
    refused("--harmony.code.kernels=-1", "harmony.code.kernels must be 1 or more");
    refused("--harmony.code.idle=soon", "must be a length of time such as 30m or 2h, got \"soon\"");
    refused("--harmony.code.idle=1s", "harmony.code.idle must be 10 s or more, got 1 s");
  }

  private static void refused(String setting, String why) {
    assertThatThrownBy(() -> KernelSettings.of(HarmonySettings.read(setting)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }
}
