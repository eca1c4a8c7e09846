package lab.harmony.network;

import lab.harmony.workspace.HarmonySettings;
import org.springframework.mock.env.MockEnvironment;

/// Settings of a reach as people would give them.
final class ReachSettings {

  private ReachSettings() {}

  /// @param settings `harmony.team=true`, one for each
  static Reach of(String... settings) {
    var environment = new MockEnvironment();
    for (var setting : settings) {
      var parts = setting.split("=", 2);
      environment.setProperty(parts[0], parts[1]);
    }
    return Reach.of(HarmonySettings.of(environment));
  }
}
