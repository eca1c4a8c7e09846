package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What the lab says and writes is the same whatever the language of the machine: a number that is
/// formatted there would have other digits, or a comma in it.
@Tag("unit")
class LanguageTest {

  private static final Pattern MAIN =
      Pattern.compile("public static void main\\(String\\[] \\w+\\)[^{]*\\{\\s*([^;]*;)");

  @Test
  void everyProgramLeavesTheLanguageOfTheMachineBeforeAnythingElse() throws IOException {
    var begin = new ArrayList<String>();
    try (var files = Files.walk(ProductSources.JAVA)) {
      for (var file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
        MAIN.matcher(Files.readString(file)).results().forEach(main -> begin.add(main.group(1)));
      }
    }
    assertThat(begin)
        .hasSizeGreaterThan(4)
        .allMatch(first -> first.equals("Locale.setDefault(Locale.ROOT);"));
  }

  @Test
  void nobodyAsksForItLater() throws IOException {
    for (var asked : List.of("Locale\\.getDefault", "Locale\\.of\\(", "getLocale\\(")) {
      assertThat(ProductSources.found(Pattern.compile(asked), Set.of())).isEmpty();
    }
  }
}
