package lab.harmony;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Tags;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;

/// Every test belongs to one tier, by its tag: `unit` runs in the tests' own process in a moment,
/// `process` starts others, or serves the lab over the network, or waits for a disk or a receiver,
/// or draws figures, or lets networks draw and train, at length, or follows a feature over its
/// whole course in a lab of its own, `browser` drives Chromium. `./lab test --quick` runs the
/// first, in three processes by what they load: what starts a lab says `lab` besides.
@Tag("unit")
class TiersTest {

  private static final JavaClasses TESTS =
      new ClassFileImporter()
          .importUrl(TiersTest.class.getProtectionDomain().getCodeSource().getLocation());

  /// Each file's classes, by the name of the outermost.
  private static final Map<String, List<JavaClass>> FILES =
      TESTS.stream().collect(groupingBy(type -> outermost(type.getName())));

  /// What each file uses, by the same names.
  private static final Map<String, Set<String>> USED =
      FILES.entrySet().stream().collect(toMap(Map.Entry::getKey, file -> used(file.getValue())));

  @Test
  void everyTestClassSaysInOneTagWhichTierItIsOf() {
    assertThat(testClasses())
        .hasSizeGreaterThan(100)
        .allSatisfy(type ->
            assertThat(tags(type))
                .as("tags of %s", type.getName())
                .filteredOn(tag -> !tag.equals("lab"))
                .hasSize(1)
                .isSubsetOf("unit", "process", "browser"));
  }

  @Test
  void aQuickTestThatStartsALabSaysSo() {
    assertThat(testClasses().stream().filter(type -> tags(type).contains("unit")))
        .isNotEmpty()
        .allSatisfy(type ->
            assertThat(withParents(type).anyMatch(one -> tags(one).contains("lab")))
                .as("%s has the tag `lab`", type.getName())
                .isEqualTo(
                    withParents(type).anyMatch(one -> one.isAnnotatedWith(SpringBootTest.class))));
  }

  private static Stream<JavaClass> withParents(JavaClass type) {
    return Stream.concat(Stream.of(type), type.getAllRawSuperclasses().stream());
  }

  @Test
  void aBrowserTestIsOneThatHasTheFixtureOfTheBrowser() {
    assertThat(testClasses())
        .allSatisfy(type ->
            assertThat(tags(type).contains("browser"))
                .as("%s is of the tier of browsers", type.getName())
                .isEqualTo(
                    type.getAllFields().stream()
                        .anyMatch(
                            field -> field.getRawType().isEquivalentTo(BrowserFixture.class))));
  }

  @Test
  void whatStartsAProcessIsNoUnitTest() {
    var starting =
        TESTS.stream()
            .filter(TiersTest::startsProcesses)
            .map(type -> outermost(type.getName()))
            .collect(toSet());
    assertThat(testClasses().stream().filter(type -> tags(type).contains("unit")))
        .allSatisfy(type ->
            assertThat(reached(type))
                .as("what %s uses, itself or by its helpers", type.getName())
                .doesNotContainAnyElementsOf(starting));
  }

  /// The pages that it serves need the browsers' scripts, which a quick build leaves alone.
  @Test
  void whatServesTheLabOverTheNetworkIsNoUnitTest() {
    assertThat(testClasses().stream().filter(type -> tags(type).contains("unit")))
        .isNotEmpty()
        .noneMatch(TiersTest::serves);
  }

  private static boolean serves(JavaClass type) {
    return type.tryGetAnnotationOfType(SpringBootTest.class)
        .map(lab -> lab.webEnvironment() == SpringBootTest.WebEnvironment.RANDOM_PORT)
        .orElse(false);
  }

  /// Which addresses a test opens stands in its text: `open("runs/" + id)`.
  @Test
  void everyScreenIsOpenedByATestThatNeedsNoBrowser() throws IOException {
    var opened = new TreeSet<String>();
    var address = Pattern.compile("\\bopen\\(\\s*\"([^\"?]*)");
    try (var sources = Files.walk(Path.of("src", "test", "java"))) {
      for (var source : sources.filter(it -> it.toString().endsWith("ViewTest.java")).toList()) {
        address.matcher(Files.readString(source)).results().forEach(it -> opened.add(it.group(1)));
      }
    }
    assertThat(Routes.all())
        .hasSizeGreaterThan(10)
        .allSatisfy(route ->
            assertThat(opened)
                .as("what the view tests open, for the screen /%s", route)
                .anyMatch(one -> one.matches(route.replaceAll(":\\w+", "[^/]*"))));
  }

  private static boolean startsProcesses(JavaClass type) {
    return type.getConstructorCallsFromSelf().stream()
        .anyMatch(call -> call.getTargetOwner().isEquivalentTo(ProcessBuilder.class));
  }

  private static List<JavaClass> testClasses() {
    return TESTS.stream().filter(type -> type.isTopLevelClass() && hasTests(type)).toList();
  }

  private static boolean hasTests(JavaClass type) {
    return members(type.getName())
        .flatMap(member -> Stream.concat(member.getMethods().stream(), member.getFields().stream()))
        .flatMap(member -> member.getAnnotations().stream())
        .anyMatch(
            annotation -> annotation.getRawType().getSimpleName().matches("\\w*Test(Factory)?"));
  }

  private static Set<String> tags(JavaClass type) {
    var tags = new TreeSet<String>();
    for (var annotation : type.getAnnotations()) {
      if (annotation.getRawType().getName().equals(Tag.class.getName())) {
        tags.add(value(annotation));
      } else if (annotation.getRawType().getName().equals(Tags.class.getName())) {
        Stream.of((JavaAnnotation<?>[]) annotation.get("value").orElseThrow())
            .forEach(one -> tags.add(value(one)));
      }
    }
    return tags;
  }

  private static String value(JavaAnnotation<?> tag) {
    return String.valueOf(tag.get("value").orElseThrow());
  }

  /// The classes that a test class depends on by way of the tests' own classes.
  private static Set<String> reached(JavaClass type) {
    var reached = new HashSet<>(Set.of(type.getName()));
    var next = new ArrayDeque<>(reached);
    while (!next.isEmpty()) {
      USED.getOrDefault(next.remove(), Set.of()).stream().filter(reached::add).forEach(next::add);
    }
    return reached;
  }

  private static Set<String> used(List<JavaClass> file) {
    return file.stream()
        .flatMap(member -> member.getDirectDependenciesFromSelf().stream())
        .map(dependency -> outermost(dependency.getTargetClass().getBaseComponentType().getName()))
        .collect(toSet());
  }

  private static Stream<JavaClass> members(String outermost) {
    return FILES.getOrDefault(outermost, List.of()).stream();
  }

  private static String outermost(String name) {
    var inner = name.indexOf('$');
    return inner < 0 ? name : name.substring(0, inner);
  }
}
