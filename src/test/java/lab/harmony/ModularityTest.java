package lab.harmony;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

@Tag("process")
class ModularityTest {

  @Test
  void featuresDependOnEachOtherOnlyAsTheirPackagesAllow() {
    ApplicationModules.of(HarmonyLab.class).verify();
  }
}
