package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class DocsTest {

  @Test
  void everyRouteStandsInTheListOfScreens() throws IOException {
    var documented = Files.readString(Path.of("docs", "screens.md"));
    assertThat(Routes.all())
        .isNotEmpty()
        .allSatisfy(route -> assertThat(documented).contains("`/%s`".formatted(route)));
  }

  @Test
  void theListOfScreensNamesNoRouteThatIsGone() throws IOException {
    var routes = Routes.all();
    var lines = Files.readAllLines(Path.of("docs", "screens.md"));
    assertThat(lines.stream().filter(line -> line.startsWith("| `/")))
        .allSatisfy(line -> assertThat(routes).contains(line.substring(4, line.indexOf('`', 4))));
  }

  @Test
  void theArrowsOfTheArchitectureAreThoseThatTheBuildAllows() throws IOException {
    var line = Pattern.compile("[├└]─ (\\w+) .*→ (.*)");
    var documented = new TreeMap<String, Set<String>>();
    for (var text : Files.readAllLines(Path.of("docs", "architecture.md"))) {
      var found = line.matcher(text);
      if (found.matches() && !found.group(1).equals("cli")) {
        documented.put(found.group(1), words(found.group(2).replaceAll("\\(.*\\)", "")));
      }
    }
    assertThat(documented).hasSizeGreaterThan(15).isEqualTo(allowed());
  }

  /// What each package may use, as its notes say; named interfaces count as their package.
  private static Map<String, Set<String>> allowed() throws IOException {
    var allowed = new TreeMap<String, Set<String>>();
    var list = Pattern.compile("allowedDependencies\\s*=\\s*([^)]*)\\)");
    try (var notes = Files.walk(Path.of("src", "main", "java", "lab", "harmony"), 2)) {
      for (var file : notes.filter(it -> it.endsWith("package-info.java")).toList()) {
        var found = list.matcher(Files.readString(file));
        if (found.find()) {
          allowed.put(
              file.resolveSibling(".").normalize().getFileName().toString(),
              words(found.group(1).replaceAll(" :: [\\w*]+", "").replaceAll("[{}\"]", "")));
        }
      }
    }
    return allowed;
  }

  private static Set<String> words(String list) {
    return Stream.of(list.split(","))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everySettingStandsInTheListOfSettings() throws IOException {
    var documented = Files.readString(Path.of("docs", "settings.md"));
    var setting = Pattern.compile("\\$\\{(harmony\\.[a-z.-]+)");
    try (var sources = Files.walk(Path.of("src", "main", "java"))) {
      assertThat(sources.filter(file -> file.toString().endsWith(".java")))
          .allSatisfy(source ->
              assertThat(setting.matcher(Files.readString(source)).results())
                  .allSatisfy(
                      found -> assertThat(documented).contains("`" + found.group(1) + "`")));
    }
  }
}
