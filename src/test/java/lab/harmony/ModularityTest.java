package lab.harmony;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTest {

  @Test
  void featuresDependOnEachOtherOnlyAsTheirPackagesAllow() {
    ApplicationModules.of(HarmonyLab.class).verify();
  }
}
