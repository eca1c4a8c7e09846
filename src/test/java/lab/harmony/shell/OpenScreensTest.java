package lab.harmony.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.vaadin.browserless.BrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.server.VaadinSession;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import lab.harmony.design.live.Live;
import lab.harmony.design.live.NavigationCount;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The numbers in the navigation.
@Tag("unit")
@ViewPackages(packages = "lab.harmony.shell")
class OpenScreensTest extends BrowserlessTest {
  private final AtomicInteger waiting = new AtomicInteger(3);
  private final List<Boolean> underLock = new CopyOnWriteArrayList<>();

  /// What counts, and says whether a session waited for it.
  private Live<Integer> counting(VaadinSession session) {
    return new Live<>(
        Duration.ofMillis(1),
        () -> {
          underLock.add(session.hasLock());
          return waiting.get();
        });
  }

  private static OpenScreens navigation(Live<Integer> count) {
    return new OpenScreens(
        () -> List.of(new Doors.Screen("Inbox", "inbox", 1)),
        List.of(
            new NavigationCount() {
              @Override
              public String path() {
                return "inbox";
              }

              @Override
              public Live<Integer> count() {
                return count;
              }

              @Override
              public String words(int count) {
                return count + " unread";
              }
            }),
        new OpenScreens.Part("All", 0, 2));
  }

  @Test
  void thePageDoesNotWaitForItsNumbersAlsoNotWhenItIsMadeAgain() {
    var session = VaadinSession.getCurrent();
    var count = counting(session);
    var ui = UI.getCurrent();
    var first = navigation(count);
    ui.add(first);
    awaitNumber("3");
    ui.remove(first);
    waiting.set(4);
    count.changed(); // while nobody looks
    ui.add(navigation(count));
    awaitNumber("4");
    assertThat(underLock).isNotEmpty().doesNotContain(true);
  }

  private void awaitNumber(String number) {
    await()
        .pollInSameThread()
        .atMost(Duration.ofSeconds(20))
        .until(() -> {
          roundTrip();
          var session = VaadinSession.getCurrent();
          session.getService().runPendingAccessTasks(session);
          return find(Span.class).all().stream()
              .filter(it -> it.hasClassName("shell__count"))
              .filter(Component::isVisible)
              .anyMatch(it -> it.getText().equals(number));
        });
  }
}
