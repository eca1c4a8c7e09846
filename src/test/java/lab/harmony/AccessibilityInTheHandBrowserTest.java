package lab.harmony;

import java.util.stream.Stream;
import lab.harmony.BrowserFixture.Window;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("browser")
class AccessibilityInTheHandBrowserTest {
  @RegisterExtension static final BrowserFixture lab = new BrowserFixture();

  @TestFactory
  Stream<DynamicTest> everyScreenIsUsableByEverybodyInTheHandInBothSchemes() {
    return VisitedScreens.in(lab, Window.HAND);
  }
}
