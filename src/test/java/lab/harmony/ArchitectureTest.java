package lab.harmony;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.lang.ArchCondition;
import com.vaadin.flow.component.DomEvent;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.NpmPackage;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import lab.harmony.cli.Lab;
import lab.harmony.design.CommandSource;
import lab.harmony.design.live.NowRunning;
import lab.harmony.people.Needs;
import lab.harmony.people.OpenToAll;
import lab.harmony.work.Device;
import lab.harmony.work.process.DeviceSettings;
import lab.harmony.workspace.HarmonySettings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.PropertyResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

@Tag("unit")
class ArchitectureTest {
  private static final DescribedPredicate<JavaClass> PACKAGE_NOTES =
      simpleName("package-info").as("package notes");

  @Test
  void onlyScreensKnowVaadin() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..ui..", "..spi..", "..design..", "..shell..")
        .and()
        .doNotBelongToAnyOf(HarmonyLab.class)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.vaadin..")
        .check(LabClasses.PRODUCT);
  }

  @Test
  void librariesKnowNoFramework() {
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
        .resideInAnyPackage("org.springframework..", "com.vaadin..", "tech.tablesaw..")
        .check(LabClasses.PRODUCT);
  }

  /// The rooms of a feature depend on each other in one direction, as the features do.
  @Test
  void roomsDependInOneDirection() {
    slices().matching("lab.harmony.(**)").should().beFreeOfCycles().check(LabClasses.PRODUCT);
  }

  @Test
  void viewsAreNobodyElsesBusiness() {
    classes()
        .that()
        .areAnnotatedWith(Route.class)
        .should()
        .bePackagePrivate()
        .andShould()
        .haveSimpleNameEndingWith("View")
        .check(LabClasses.PRODUCT);
  }

  @Test
  void viewsSayWhoMaySeeThem() {
    classes()
        .that()
        .areAnnotatedWith(Route.class)
        .should()
        .beAnnotatedWith(Needs.class)
        .orShould()
        .beAnnotatedWith(AnonymousAllowed.class)
        .check(LabClasses.PRODUCT);
  }

  @Test
  void addressesSayWhoMayHaveThem() {
    classes()
        .that()
        .areAnnotatedWith(RestController.class)
        .should()
        .beAnnotatedWith(Needs.class)
        .orShould()
        .beAnnotatedWith(OpenToAll.class)
        .check(LabClasses.PRODUCT);
  }

  @Test
  void whatAllScreensOfferSaysToWhom() {
    classes()
        .that()
        .areAssignableTo(CommandSource.class)
        .or()
        .areAssignableTo(NowRunning.class)
        .and()
        .areNotInterfaces()
        .should()
        .beAnnotatedWith(Needs.class)
        .check(LabClasses.PRODUCT);
  }

  /// An element may stand in a page before its module is there; `ElementCalls` waits for it.
  @Test
  void functionsOfElementsAreCalledThroughOnePlace() {
    noClasses()
        .should()
        .callMethodWhere(
            JavaCall.Predicates.target(HasName.Predicates.name("callJsFunction"))
                .and(
                    JavaCall.Predicates.target(
                        HasOwner.Predicates.With.owner(
                            JavaClass.Predicates.assignableTo(Element.class)))))
        .check(LabClasses.PRODUCT);
  }

  /// Vaadin makes them when the browser tells something; others would be an error there.
  @Test
  void whatTheBrowserTellsIsMadeOfPublicClasses() {
    classes().that().areAnnotatedWith(DomEvent.class).should().bePublic().check(LabClasses.PRODUCT);
  }

  /// Either of these makes Vaadin rebuild its own bundle, which needs another Node.
  @Test
  void clientCodeIsOurOwn() {
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
                            .startsWith("context://lab/")))
        .check(LabClasses.PRODUCT);
  }

  @Test
  void timeAndChanceAreArguments() {
    noClasses()
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .callConstructor(Random.class)
        .check(LabClasses.PRODUCT);
  }

  /// What people set is read in one way for the lab and for every verb, with one default; what is
  /// of the system itself, and secrets that may stand in no file, are read where they are used.
  @Test
  void settingsAreReadByOneDoor() {
    noFields().should().beAnnotatedWith(Value.class).check(LabClasses.PRODUCT);
    noMethods().should().beAnnotatedWith(Value.class).check(LabClasses.PRODUCT);
    noClasses()
        .should(
            ArchCondition.from(
                DescribedPredicate.describe(
                    "have a parameter that Spring fills with a setting",
                    type ->
                        type.getCodeUnits().stream()
                            .flatMap(unit -> unit.getParameters().stream())
                            .anyMatch(parameter -> parameter.isAnnotatedWith(Value.class)))))
        .check(LabClasses.PRODUCT);
    noClasses()
        .that()
        .doNotBelongToAnyOf(HarmonySettings.class)
        .should()
        .callMethodWhere(
            DescribedPredicate.describe(
                "a property of the environment",
                call ->
                    call.getTargetOwner().isAssignableTo(PropertyResolver.class)
                        && call.getName().startsWith("get")))
        .check(LabClasses.PRODUCT);
    noClasses()
        .that()
        .resideOutsideOfPackage("..cli.remote..")
        .and()
        .doNotBelongToAnyOf(DeviceSettings.class, Device.class, Lab.class)
        .and()
        .doNotHaveSimpleName("ChromiumFinder")
        .should()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .callMethod(System.class, "getenv")
        .check(LabClasses.PRODUCT);
  }

  /// A stream of rows holds its connection until somebody closes it; a list has given it back.
  @Test
  void rowsAreReadAsLists() {
    noClasses()
        .should()
        .callMethodWhere(
            DescribedPredicate.describe(
                "a stream of rows",
                call ->
                    call.getName().equals("queryForStream")
                        || (call.getName().equals("stream")
                            && call.getTargetOwner()
                                .isAssignableTo(JdbcClient.MappedQuerySpec.class))))
        .check(LabClasses.PRODUCT);
  }

  /// A mapper of one's own has no bounds.
  @Test
  void jsonIsReadByOneDoor() {
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
        .resideInAPackage("com.google.gson..")
        .check(LabClasses.PRODUCT);
  }

  /// A table that is written in another way may hold what a spreadsheet takes for a formula.
  @Test
  void tablesAreWrittenByOneDoor() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..tables..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.commons.csv..", "tech.tablesaw.io.csv..")
        .check(LabClasses.PRODUCT);
  }

  /// Whoever writes a file in another way may leave half of one. The libraries below `workspace`
  /// have writers of their own that do the same; records that grow a line at a time are read
  /// without their last one; the rest can be made again.
  @Test
  void filesAreWrittenByOneDoor() {
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
                    HasOwner.Predicates.With.owner(JavaClass.Predicates.equivalentTo(Files.class)))
                .and(
                    JavaCall.Predicates.target(
                        HasName.Predicates.nameMatching(
                            "write|writeString|newOutputStream|newBufferedWriter|newByteChannel"))))
        .check(LabClasses.PRODUCT);
  }

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

  /// A package that one cannot take in at a glance gets rooms, as `docs/architecture.md` has them.
  @Test
  void aPackageOfMoreThanThirtyFilesHasRooms() throws IOException {
    var root = Path.of("src", "main", "java", "lab", "harmony");
    try (var folders = Files.walk(root)) {
      assertThat(
              folders
                  .filter(Files::isDirectory)
                  .filter(folder -> sources(folder) > 30)
                  .map(folder -> root.relativize(folder).toString().replace('/', '.')))
          .as("packages of more than 30 files")
          .isEmpty();
    }
  }

  private static long sources(Path folder) {
    try (var files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".java") && !name.equals("package-info.java"))
          .count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
