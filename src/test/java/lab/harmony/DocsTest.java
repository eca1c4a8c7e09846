package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
  void theRoomsOfAFeatureStandInTheArchitectureFromTheLowestUp() throws IOException {
    var documented = documentedRooms();
    var there = new TreeMap<String, Set<String>>();
    for (var type : LabClasses.PRODUCT) {
      there.computeIfAbsent(feature(type), _ -> new TreeSet<>()).add(room(type));
    }
    there.values().removeIf(rooms -> rooms.size() < 2);
    assertThat(documented.keySet()).isEqualTo(there.keySet());
    assertThat(documented)
        .allSatisfy((feature, rooms) ->
            assertThat(rooms).containsExactlyInAnyOrderElementsOf(there.get(feature)));
    var up =
        LabClasses.PRODUCT.stream()
            .filter(type -> documented.containsKey(feature(type)))
            .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
            .filter(arrow -> {
              var rooms = documented.get(feature(arrow.getOriginClass()));
              return feature(arrow.getTargetClass()).equals(feature(arrow.getOriginClass()))
                  && rooms.indexOf(room(arrow.getTargetClass()))
                      > rooms.indexOf(room(arrow.getOriginClass()));
            })
            .map(Dependency::getDescription);
    assertThat(up).as("what uses a room that stands above its own").isEmpty();
  }

  private static Map<String, List<String>> documentedRooms() throws IOException {
    var rooms = new TreeMap<String, List<String>>();
    var line = Pattern.compile("\\| `(\\w+)` \\| (.*) \\|");
    var text = Files.readString(Path.of("docs", "architecture.md"));
    var section =
        text.substring(text.indexOf("\n## Rooms\n"), text.indexOf("\n## Where facts live\n"));
    for (var row : section.lines().toList()) {
      var found = line.matcher(row);
      if (found.matches()) {
        rooms.put(
            found.group(1),
            Stream.of(found.group(2).split(", "))
                .map(name -> name.replace("`", "").replace("root", ""))
                .toList());
      }
    }
    return rooms;
  }

  private static String feature(JavaClass type) {
    return below(type).replaceFirst("\\..*", "");
  }

  /// Nothing for a feature's root.
  private static String room(JavaClass type) {
    return below(type).replaceFirst("\\w*\\.?", "");
  }

  private static String below(JavaClass type) {
    return type.getPackageName().replaceFirst("lab\\.harmony\\.?", "");
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
