package lab.harmony;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Page;

/// A device that keeps passkeys, with a finger on it, as Chromium imitates it.
final class PasskeyDevice {

  private PasskeyDevice() {}

  /// Gives the browser of this page one.
  static void of(Page page) {
    var device = page.context().newCDPSession(page);
    device.send("WebAuthn.enable");
    var options = new JsonObject();
    options.addProperty("protocol", "ctap2");
    options.addProperty("transport", "internal");
    options.addProperty("hasResidentKey", true);
    options.addProperty("hasUserVerification", true);
    options.addProperty("isUserVerified", true);
    options.addProperty("automaticPresenceSimulation", true);
    var asked = new JsonObject();
    asked.add("options", options);
    device.send("WebAuthn.addVirtualAuthenticator", asked);
  }
}
