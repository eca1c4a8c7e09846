package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.vaadin.flow.router.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DocsTest {

  @Test
  void everyRouteStandsInTheListOfScreens() throws IOException {
    var documented = Files.readString(Path.of("docs", "screens.md"));
    assertThat(routes())
        .isNotEmpty()
        .allSatisfy(route -> assertThat(documented).contains("`/%s`".formatted(route)));
  }

  @Test
  void theListOfScreensNamesNoRouteThatIsGone() throws IOException {
    var routes = routes();
    var lines = Files.readAllLines(Path.of("docs", "screens.md"));
    assertThat(lines.stream().filter(line -> line.startsWith("| `/")))
        .allSatisfy(line -> assertThat(routes).contains(line.substring(4, line.indexOf('`', 4))));
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

  private static List<String> routes() {
    return new ClassFileImporter()
        .withImportOption(new DoNotIncludeTests()).importPackages("lab.harmony").stream()
            .filter(type -> type.isAnnotatedWith(Route.class))
            .map(DocsTest::path)
            .toList();
  }

  private static String path(JavaClass view) {
    return view.getAnnotationOfType(Route.class).value();
  }
}
