package lab.harmony;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Who reads a name has to know which type it is.
@Tag("unit")
class NamesTest {

  private static final Path SOURCES = Path.of("src", "main", "java");

  @Test
  void noTwoTypesHaveOneName() throws IOException {
    try (var files = Files.walk(SOURCES)) {
      var packages =
          files
              .map(SOURCES::relativize)
              .filter(file -> file.toString().endsWith(".java"))
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
