package lab.harmony.accounts.browsers;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a browser calls itself, in words that its person knows: `Firefox on Linux`.
public final class BrowserName {

  private static final String SOME = "A browser";

  /// The first that fits: each of these says of itself to be those behind it, too.
  private static final Map<String, Pattern> BROWSERS =
      ordered(
          "Edge",
          "Edg[A-Z]?[a-zA-Z]*/",
          "Opera",
          "OPR/",
          "Samsung Internet",
          "SamsungBrowser/",
          "Firefox",
          "Firefox/|FxiOS/",
          "Chrome",
          "Chrom(e|ium)/|CriOS/",
          "Safari",
          "Safari/");

  private static final Map<String, Pattern> SYSTEMS =
      ordered(
          "Android",
          "Android",
          "iPhone",
          "iPhone",
          "iPad",
          "iPad",
          "Windows",
          "Windows",
          "macOS",
          "Mac OS X|Macintosh",
          "ChromeOS",
          "CrOS",
          "Linux",
          "Linux|X11");

  private BrowserName() {}

  /// @param agent what the request says
  public static String of(@Nullable String agent) {
    var said = agent == null ? "" : agent;
    var browser = first(BROWSERS, said).orElse(SOME);
    return first(SYSTEMS, said).map(system -> browser + " on " + system).orElse(browser);
  }

  private static Optional<String> first(Map<String, Pattern> names, String said) {
    return names.entrySet().stream()
        .filter(name -> name.getValue().matcher(said).find())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static Map<String, Pattern> ordered(String... namesAndPatterns) {
    var ordered = new LinkedHashMap<String, Pattern>();
    for (int at = 0; at < namesAndPatterns.length; at += 2) {
      ordered.put(namesAndPatterns[at], Pattern.compile(namesAndPatterns[at + 1]));
    }
    return Collections.unmodifiableMap(ordered);
  }
}
