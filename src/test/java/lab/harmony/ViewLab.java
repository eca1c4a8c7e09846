package lab.harmony;

import static org.awaitility.Awaitility.await;

import com.vaadin.browserless.ComponentTester;
import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.internal.Routes;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.dom.DomEvent;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.internal.nodefeature.ElementListenerMap;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouteConfiguration;
import com.vaadin.flow.server.VaadinSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.json.Json;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.Somebody;
import org.awaitility.core.ConditionTimeoutException;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.context.TestExecutionListeners;
import org.springframework.util.FileSystemUtils;

/// The lab's screens as Ada sees them, without a browser: what stands on a screen is read from its
/// parts, and buttons are pressed on the server.
///
/// What lies in the lab is said by the class between this and a test. Classes of the same lab share
/// one started application, so each test uses experiments of its own for what it changes.
@Tag("lab")
@SpringBootTest
@AsOwner
@TestExecutionListeners(
    listeners = SecurityOfThisLab.class,
    mergeMode = TestExecutionListeners.MergeMode.MERGE_WITH_DEFAULTS)
abstract class ViewLab extends SpringBrowserlessTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final LabRoutes ROUTES = LabRoutes.find();

  @Autowired private People people;

  /// All screens but the first, which would be opened for each test; a test opens its own.
  @Override
  protected Routes discoverRoutes() {
    return ROUTES.others();
  }

  @Override
  @BeforeEach
  protected void initVaadinEnvironment() {
    super.initVaadinEnvironment();
    RouteConfiguration.forApplicationScope().setAnnotatedRoute(ROUTES.start());
  }

  /// Somebody of this lab.
  Actor by(String name) {
    return Somebody.of(people, name);
  }

  /// Somebody of this lab who may at least run, edit and publish.
  Actor researcher(String name) {
    return Somebody.researcher(people, name);
  }

  /// Does something as somebody else than Ada, and then is her again.
  void as(Actor who, Runnable what) {
    var context = SecurityContextHolder.getContext();
    var ada = context.getAuthentication();
    try {
      context.setAuthentication(
          UsernamePasswordAuthenticationToken.authenticated(
              who.person().value(), null, AuthorityUtils.createAuthorityList("ROLE_PERSON")));
      what.run();
    } finally {
      context.setAuthentication(ada);
    }
  }

  /// Goes to an address, such as `runs?q=soft`.
  void open(String address) {
    var parts = address.split("\\?", 2);
    UI.getCurrent()
        .navigate(
            parts[0],
            parts.length == 1 ? QueryParameters.empty() : QueryParameters.fromString(parts[1]));
  }

  /// The words on the screen, as they stand one after the other.
  String shown() {
    var ui = UI.getCurrent();
    var screen = ui.getInternals().getActiveRouterTargetsChain().getFirst();
    return (text(screen.getElement()) + " " + text(ui.getElement()))
        .replaceAll("\\s+", " ")
        .strip();
  }

  /// Waits until these words stand on the screen: what a screen shows live is found out elsewhere.
  void awaitShown(String... words) {
    awaitThat(
        () -> {
          var shown = shown();
          for (var one : words) {
            if (!shown.contains(one)) {
              return false;
            }
          }
          return true;
        },
        () -> "%s in: %s".formatted(String.join(" | ", words), shown()));
  }

  void awaitThat(BooleanSupplier condition, Supplier<String> what) {
    try {
      await()
          .pollInSameThread()
          .pollInterval(Duration.ofMillis(10))
          .atMost(PATIENCE)
          .until(() -> {
            roundTrip();
            takeWhatIsPushed();
            return condition.getAsBoolean();
          });
    } catch (ConditionTimeoutException timeout) {
      throw new AssertionError(what.get(), timeout);
    }
  }

  /// What other threads put to the session, which this one holds all the time.
  private static void takeWhatIsPushed() {
    var session = VaadinSession.getCurrent();
    session.getService().runPendingAccessTasks(session);
  }

  /// A new folder that is gone when the tests are done.
  static Path folder(String name) throws IOException {
    var folder = Files.createTempDirectory(name);
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> FileSystemUtils.deleteRecursively(folder.toFile())));
    return folder;
  }

  /// Presses the button with this text or, where it has none, with this name.
  void press(String name) {
    click(button(name));
  }

  /// Clicks what a person could click: by its tester's name, since a search for testers reads
  /// hundreds of classes.
  static void click(Component part) {
    new ComponentTester<>(part).click();
  }

  Button button(String name) {
    return find(Button.class)
        .withCondition(button ->
            button.getText().equals(name) || button.getAriaLabel().filter(name::equals).isPresent())
        .first();
  }

  /// What the client tells a part: `name` with this JSON as its detail.
  static void tell(Element part, String name, String detail) {
    var json = Json.object(detail);
    var data = Json.MAPPER.createObjectNode();
    data.set("event.detail", json);
    json.properties()
        .forEach(member -> data.set("event.detail." + member.getKey(), member.getValue()));
    part.getNode().getFeature(ElementListenerMap.class).fireEvent(new DomEvent(part, name, data));
  }

  /// The parts of the screen with this tag, such as `harmony-review`.
  List<Element> elements(String tag) {
    var screen = UI.getCurrent().getInternals().getActiveRouterTargetsChain().getFirst();
    return within(screen.getElement()).filter(element -> element.getTag().equals(tag)).toList();
  }

  static Stream<Element> within(Element element) {
    return element.isTextNode()
        ? Stream.of()
        : Stream.concat(Stream.of(element), element.getChildren().flatMap(ViewLab::within));
  }

  static String text(Component part) {
    return text(part.getElement());
  }

  static String text(Element element) {
    if (element.isTextNode()) {
      return element.getText();
    }
    if (!element.isVisible()) {
      return "";
    }
    var html = element.getProperty("innerHTML");
    return (html == null ? "" : Jsoup.parse(html).text())
        + element.getChildren().map(ViewLab::text).collect(Collectors.joining(" "));
  }
}
