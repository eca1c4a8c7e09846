package lab.harmony.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

@Tag("unit")
class HarmonySettingsTest {

  private static HarmonySettings settings(Map<String, Object> values) {
    var environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new MapPropertySource("test", values));
    return HarmonySettings.of(environment);
  }

  @Test
  void theCallOfAVerbAndTheLabReadTheSame() {
    var read =
        HarmonySettings.read(
            "--harmony.data=/tmp/a", "--harmony.person=Ada", "--harmony.engine.threads=3");
    var lab =
        settings(
            Map.of(
                "harmony.data", "/tmp/a", "harmony.person", "Ada", "harmony.engine.threads", "3"));
    assertThat(read.dataRoot()).isEqualTo(lab.dataRoot()).isEqualTo(Path.of("/tmp/a"));
    assertThat(read.person()).isEqualTo(lab.person()).isEqualTo("Ada");
    assertThat(read.threads()).isEqualTo(lab.threads()).isEqualTo(3);
  }

  @Test
  void aVariableOfTheEnvironmentNamesASettingInCapitals() {
    var environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .replace(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
            new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                Map.of("HARMONY_WORKSPACE", "/tmp/w", "HARMONY_ENGINE_THREADS", "2")));
    var settings = HarmonySettings.of(environment);
    assertThat(settings.workspaceRoot()).isEqualTo(Path.of("/tmp/w"));
    assertThat(settings.threads()).isEqualTo(2);
  }

  @Test
  void whatIsBlankIsAsIfItWereNotSet() {
    var settings =
        settings(Map.of("harmony.data", " ", "harmony.workspace", "", "harmony.person", "  "));
    assertThat(settings.dataRoot())
        .isEqualTo(Path.of(System.getProperty("user.home"), ".harmony-lab"));
    assertThat(settings.workspaceRoot()).isEqualTo(Path.of("."));
    assertThat(settings.person()).isEqualTo(System.getProperty("user.name"));
    assertThat(settings.threads()).isEqualTo(Runtime.getRuntime().availableProcessors());
  }
}
