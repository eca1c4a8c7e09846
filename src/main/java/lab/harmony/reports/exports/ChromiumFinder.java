package lab.harmony.reports.exports;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds the browser that prints: the one of the setting, or else the first on the path that is
/// built from Chromium.
///
/// @param setting a file; blank for a search
/// @param path folders, as in the environment variable `PATH`
/// @param system as Java names it, such as `Linux`
record ChromiumFinder(String setting, String path, String system) {

  static final String SETTING = "harmony.chromium";

  private static final List<String> NAMES =
      List.of(
          "chromium",
          "chromium-browser",
          "google-chrome",
          "google-chrome-stable",
          "microsoft-edge",
          "chrome",
          "chrome.exe",
          "msedge.exe");

  /// Where they lie when they are not on the path.
  private static final List<String> USUAL =
      List.of(
          "/Applications/Chromium.app/Contents/MacOS/Chromium",
          "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
          "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
          "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe");

  static ChromiumFinder here(String setting) {
    return new ChromiumFinder(
        setting,
        Optional.ofNullable(System.getenv("PATH")).orElse(""),
        System.getProperty("os.name", ""));
  }

  /// @throws PdfProblem with the command that installs it where there is none
  Path find() throws PdfProblem {
    if (!setting.isBlank()) {
      return usable(setting.strip())
          .orElseThrow(() ->
              new PdfProblem(
                  "The setting %s names %s, which is no program that can be run here. Name Chromium's, or leave the setting out to search the path."
                      .formatted(SETTING, setting.strip())));
    }
    return Stream.concat(
            Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .flatMap(folder -> NAMES.stream().map(name -> folder + File.separator + name)),
            USUAL.stream())
        .flatMap(candidate -> usable(candidate).stream())
        .findFirst()
        .orElseThrow(() ->
            new PdfProblem(
                "A PDF is printed by Chromium, and there is none on this machine's path. Install it: %s. Or name its program in the setting %s."
                    .formatted(command(), SETTING)));
  }

  /// The one command that installs it.
  private String command() {
    var name = system.toLowerCase(Locale.ROOT);
    if (name.contains("mac")) {
      return "brew install --cask chromium";
    }
    if (name.contains("windows")) {
      return "winget install --id Google.Chrome";
    }
    return usable("/usr/bin/dnf").isPresent()
        ? "sudo dnf install chromium"
        : usable("/usr/bin/pacman").isPresent()
            ? "sudo pacman -S chromium"
            : "sudo apt-get install chromium";
  }

  private static Optional<Path> usable(String file) {
    try {
      return Optional.of(Path.of(file)).filter(Files::isRegularFile).filter(Files::isExecutable);
    } catch (InvalidPathException notHere) {
      return Optional.empty();
    }
  }
}
