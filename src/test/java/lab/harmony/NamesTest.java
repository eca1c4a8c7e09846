package lab.harmony;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Who reads a name has to know which type it is.
@Tag("unit")
class NamesTest {

  private static final List<Path> SOURCES =
      Stream.of("main", "test").map(one -> Path.of("src", one, "java")).toList();

  /// Words of the field that several features have something of: each belongs to one type, also
  /// among those that stand within another. Other names within a type are read with its own, such
  /// as `Standing.Failed`.
  private static final List<String> TOLD_APART =
      List.of(
          "Cell",
          "Comparison",
          "DrawnFace",
          "Experiment",
          "GridCell",
          "Judge",
          "Mark",
          "Pictures",
          "Run",
          "SpecFile",
          "Training");

  private static Stream<Path> files() throws IOException {
    var all = new ArrayList<Path>();
    for (var root : SOURCES) {
      try (var files = Files.walk(root)) {
        files.filter(file -> file.toString().endsWith(".java")).forEach(all::add);
      }
    }
    return all.stream();
  }

  @Test
  void whatSeveralFeaturesHaveIsToldApartByItsName() throws IOException {
    var declared =
        Pattern.compile(
            "\\b(?:class|record|enum|interface) (%s)\\b".formatted(String.join("|", TOLD_APART)));
    var places = new TreeMap<String, List<String>>();
    for (var file : files().toList()) {
      Files.readAllLines(file).stream()
          .filter(line -> !line.strip().startsWith("//"))
          .flatMap(line -> declared.matcher(line).results())
          .forEach(found ->
              places
                  .computeIfAbsent(found.group(1), _ -> new ArrayList<>())
                  .add(file.getFileName().toString()));
    }
    assertThat(places).containsKeys("Cell", "Experiment", "Mark");
    places.values().removeIf(files -> files.size() < 2);
    assertThat(places).isEmpty();
  }

  @Test
  void noTwoTypesHaveOneName() throws IOException {
    try (var files = files()) {
      var packages =
          files
              .filter(file -> !file.endsWith("package-info.java"))
              .collect(
                  groupingBy(
                      file -> file.getFileName().toString().replace(".java", ""),
                      mapping(
                          file -> file.getParent().toString().replace(File.separatorChar, '.'),
                          toCollection(TreeSet::new))));
      packages.values().removeIf(of -> of.size() < 2);
      assertThat(packages)
          .as("names of several types: give each a name that tells it apart")
          .isEmpty();
    }
  }
}
