package lab.harmony;

import com.microsoft.playwright.BrowserType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;

/// What a lab in a browser is made of.
public final class BrowserParts {

  /// The system's Chromium.
  public static Path chromium() {
    for (var folder : System.getenv("PATH").split(java.io.File.pathSeparator)) {
      for (var name : List.of("chromium", "chromium-browser", "google-chrome")) {
        var candidate = Path.of(folder, name);
        if (Files.isExecutable(candidate)) {
          return candidate;
        }
      }
    }
    throw new IllegalStateException(
        "the browser tests need Chromium; ./lab test installs it: apt-get install chromium");
  }

  /// How tests start Chromium: with windows that have nothing in them but the page.
  static BrowserType.LaunchOptions start() {
    var environment = new HashMap<>(System.getenv());
    environment.put("CHROMIUM", chromium().toString());
    return new BrowserType.LaunchOptions()
        .setExecutablePath(Path.of("src/test/browser/chromium").toAbsolutePath())
        .setEnv(environment);
  }

  /// Copies a folder with all that is in it; nothing where there is none.
  public static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    if (!Files.isDirectory(from)) {
      return;
    }
    try (var files = Files.walk(from)) {
      for (var file : files.toList()) {
        var target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }

  private BrowserParts() {}
}
