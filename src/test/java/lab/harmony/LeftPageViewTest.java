package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import lab.harmony.design.LeftPage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class LeftPageViewTest extends FullLab {

  @Test
  void nothingOfAScreenIsLeftOnAPageThatIsLeft() {
    open("runs");
    var page = UI.getCurrent();
    var parts = page.getInternals().getActiveRouterTargetsChain();
    assertThat(parts).isNotEmpty().allMatch(part -> part.getElement().getNode().isAttached());
    LeftPage.leave(page, "/sign-in");
    assertThat(page.getChildren()).isEmpty();
    assertThat(parts).noneMatch(part -> part.getElement().getNode().isAttached());
  }
}
