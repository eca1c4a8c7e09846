package lab.harmony;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.NpmPackage;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import lab.harmony.design.CommandSource;
import lab.harmony.design.live.NowRunning;
import lab.harmony.people.Needs;
import lab.harmony.people.OpenToAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

@AnalyzeClasses(packages = "lab.harmony", importOptions = DoNotIncludeTests.class)
@Tag("unit")
class ArchitectureTest {
  private static final DescribedPredicate<JavaClass> PACKAGE_NOTES =
      simpleName("package-info").as("package notes");

  @ArchTest
  static final ArchRule ONLY_SCREENS_KNOW_VAADIN =
      noClasses()
          .that()
          .resideOutsideOfPackages("..ui..", "..spi..", "..design..", "..shell..")
          .and()
          .doNotBelongToAnyOf(HarmonyLab.class)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.vaadin..");

  @ArchTest
  static final ArchRule LIBRARIES_KNOW_NO_FRAMEWORK =
      noClasses()
          .that(
              resideInAPackage("..diffusion..")
                  .or(resideInAPackage("..engine.."))
                  .or(resideInAPackage("..vision.."))
                  .or(resideInAPackage("lab.harmony.pictures.."))
                  .or(resideInAPackage("..work.process.."))
                  .and(DescribedPredicate.not(PACKAGE_NOTES)))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework..", "com.vaadin..", "tech.tablesaw..");

  /// The rooms of a feature depend on each other in one direction, as the features do.
  @ArchTest
  static final ArchRule ROOMS_DEPEND_IN_ONE_DIRECTION =
      slices().matching("lab.harmony.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule VIEWS_ARE_NOBODY_ELSES_BUSINESS =
      classes()
          .that()
          .areAnnotatedWith(Route.class)
          .should()
          .bePackagePrivate()
          .andShould()
          .haveSimpleNameEndingWith("View");

  @ArchTest
  static final ArchRule VIEWS_SAY_WHO_MAY_SEE_THEM =
      classes()
          .that()
          .areAnnotatedWith(Route.class)
          .should()
          .beAnnotatedWith(Needs.class)
          .orShould()
          .beAnnotatedWith(AnonymousAllowed.class);

  @ArchTest
  static final ArchRule ADDRESSES_SAY_WHO_MAY_HAVE_THEM =
      classes()
          .that()
          .areAnnotatedWith(RestController.class)
          .should()
          .beAnnotatedWith(Needs.class)
          .orShould()
          .beAnnotatedWith(OpenToAll.class);

  @ArchTest
  static final ArchRule WHAT_ALL_SCREENS_OFFER_SAYS_TO_WHOM =
      classes()
          .that()
          .areAssignableTo(CommandSource.class)
          .or()
          .areAssignableTo(NowRunning.class)
          .and()
          .areNotInterfaces()
          .should()
          .beAnnotatedWith(Needs.class);

  /// Either of these makes Vaadin rebuild its own bundle, which needs another Node.
  @ArchTest
  static final ArchRule CLIENT_CODE_IS_OUR_OWN =
      noClasses()
          .should()
          .beAnnotatedWith(NpmPackage.class)
          .orShould()
          .beAnnotatedWith(NpmPackage.Container.class)
          .orShould()
          .beAnnotatedWith(CssImport.class)
          .orShould()
          .beAnnotatedWith(CssImport.Container.class)
          .orShould()
          .beAnnotatedWith(
              DescribedPredicate.describe(
                  "a module that is not ours",
                  annotation ->
                      annotation.getRawType().isEquivalentTo(JsModule.class)
                          && !annotation
                              .get("value")
                              .map(Object::toString)
                              .orElse("")
                              .startsWith("context://lab/")));

  @ArchTest
  static final ArchRule TIME_AND_CHANCE_ARE_ARGUMENTS =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .callConstructor(Random.class);

  /// A stream of rows holds its connection until somebody closes it; a list has given it back.
  @ArchTest
  static final ArchRule ROWS_ARE_READ_AS_LISTS =
      noClasses()
          .should()
          .callMethodWhere(
              DescribedPredicate.describe(
                  "a stream of rows",
                  call ->
                      call.getName().equals("queryForStream")
                          || (call.getName().equals("stream")
                              && call.getTargetOwner()
                                  .isAssignableTo(JdbcClient.MappedQuerySpec.class))));

  /// A mapper of one's own has no bounds.
  @ArchTest
  static final ArchRule JSON_IS_READ_BY_ONE_DOOR =
      noClasses()
          .that()
          .resideOutsideOfPackage("..json..")
          .should()
          .callMethod(JsonMapper.class, "builder")
          .orShould()
          .callMethod(JsonMapper.class, "shared")
          .orShould()
          .callConstructor(JsonMapper.class)
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage("com.google.gson..");

  /// A table that is written in another way may hold what a spreadsheet takes for a formula.
  @ArchTest
  static final ArchRule TABLES_ARE_WRITTEN_BY_ONE_DOOR =
      noClasses()
          .that()
          .resideOutsideOfPackage("..tables..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.commons.csv..", "tech.tablesaw.io.csv..");

  /// Whoever writes a file in another way may leave half of one. The libraries below `workspace`
  /// have writers of their own that do the same; records that grow a line at a time are read
  /// without their last one; the rest can be made again.
  @ArchTest
  static final ArchRule FILES_ARE_WRITTEN_BY_ONE_DOOR =
      noClasses()
          .that()
          .resideOutsideOfPackages("..workspace..", "..backup..", "..diffusion..", "..doodle..")
          .and()
          .doNotHaveSimpleName("TrainingRecords")
          .and()
          .doNotHaveSimpleName("EventFile")
          .and()
          .doNotHaveSimpleName("RunJournal")
          .and()
          .doNotHaveSimpleName("BundledModels")
          .and()
          .doNotHaveSimpleName("MakeEpisodesCommand")
          .should()
          .callMethodWhere(
              JavaCall.Predicates.target(
                      HasOwner.Predicates.With.owner(
                          JavaClass.Predicates.equivalentTo(Files.class)))
                  .and(
                      JavaCall.Predicates.target(
                          HasName.Predicates.nameMatching(
                              "write|writeString|newOutputStream|newBufferedWriter|newByteChannel"))));

  @Test
  void everyPackageIsNullMarkedAndSaysWhatItIs() throws IOException {
    try (var folders = Files.walk(Path.of("src", "main", "java", "lab"))) {
      var packages =
          folders
              .filter(Files::isDirectory)
              .filter(ArchitectureTest::holdsSources)
              .map(folder -> folder.resolve("package-info.java"))
              .toList();
      assertThat(packages)
          .isNotEmpty()
          .allSatisfy(file -> assertThat(file).content().startsWith("///").contains("@NullMarked"));
    }
  }

  private static boolean holdsSources(Path folder) {
    try (var files = Files.newDirectoryStream(folder, "*.java")) {
      return files.iterator().hasNext();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
