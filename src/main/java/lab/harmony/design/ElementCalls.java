package lab.harmony.design;

import com.vaadin.flow.component.page.PendingJavaScriptResult;
import com.vaadin.flow.dom.Element;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Calls functions of the lab's own elements in the browser.
///
/// What is pushed while a page still loads its first modules is handled by the client as soon as
/// these are there, whether or not the modules of what was pushed are: an element may stand in the
/// page before the browser knows what it is. A call waits for that; calls of one element keep their
/// order.
public final class ElementCalls {

  private ElementCalls() {}

  /// @param element a custom element
  /// @param function of it
  /// @param arguments as [Element#executeJs] takes them
  /// @return what the function answers
  public static PendingJavaScriptResult call(
      Element element, String function, Object... arguments) {
    var places =
        IntStream.range(0, arguments.length)
            .mapToObj(place -> "$" + place)
            .collect(Collectors.joining(", "));
    return element.executeJs(
        "return customElements.whenDefined(this.localName).then(() => this.%s(%s))"
            .formatted(function, places),
        arguments);
  }
}
