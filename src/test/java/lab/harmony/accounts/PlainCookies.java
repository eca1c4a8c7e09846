package lab.harmony.accounts;

import lab.harmony.network.LabCookies;
import lab.harmony.network.Reach;
import lab.harmony.workspace.HarmonySettings;
import org.springframework.mock.env.MockEnvironment;

/// The cookies of a lab of one, without TLS.
public final class PlainCookies {
  public static final LabCookies ALL =
      new LabCookies(() -> Reach.of(HarmonySettings.of(new MockEnvironment())));

  private PlainCookies() {}
}
