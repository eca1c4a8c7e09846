package lab.harmony.notebooks.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentEvent;
import com.vaadin.flow.component.ComponentEventListener;
import com.vaadin.flow.component.DomEvent;
import com.vaadin.flow.component.EventData;
import com.vaadin.flow.component.HasComponents;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.shared.Registration;
import java.util.Collection;
import java.util.List;
import lab.harmony.design.ElementCalls;
import lab.harmony.notebooks.citations.CitedNumber;
import lab.harmony.notebooks.document.CellId;
import tools.jackson.databind.node.JsonNodeFactory;

/// The column of cells with Jupyter's keys.
@Tag("harmony-notebook")
@JsModule("context://lab/harmony-notebook.nocache.js")
final class CellColumn extends Component implements HasComponents {

  CellColumn(KindsOnPage kinds) {
    getElement()
        .setPropertyList(
            "kinds",
            kinds.offered().stream()
                .map(kind -> List.of(kind.kind().word(), kind.label()))
                .toList());
  }

  /// Shows exactly these parts, in this order; those that stand right are not touched.
  void arrange(List<? extends Component> parts) {
    getChildren().filter(child -> !parts.contains(child)).toList().forEach(this::remove);
    for (var i = 0; i < parts.size(); i++) {
      var element = parts.get(i).getElement();
      if (getElement().getChildCount() <= i || !getElement().getChild(i).equals(element)) {
        getElement().insertChild(i, element);
      }
    }
  }

  /// Says what is known of the numbers that texts cite, by their address.
  void cite(Collection<CitedNumber> numbers) {
    var json = JsonNodeFactory.instance.objectNode();
    for (var number : numbers) {
      json.putObject(number.address() + "\n" + number.written().replaceAll("[*_~]", ""))
          .put("state", number.state().word())
          .put("now", number.now())
          .put("words", number.words());
    }
    getElement().setPropertyJson("cited", json);
  }

  /// Puts the focus on a cell; with `edit` into its text.
  void focusCell(CellId cell, boolean edit) {
    ElementCalls.call(getElement(), "focusCell", cell.value(), edit);
  }

  /// Nobody is in a cell any more; whoever comes back tells it anew.
  void left() {
    ElementCalls.call(getElement(), "left");
  }

  Registration addCommandListener(ComponentEventListener<Command> listener) {
    return addListener(Command.class, listener);
  }

  /// A key was pressed on a cell, or one of its controls was used.
  @DomEvent("notebook-command")
  public static final class Command extends ComponentEvent<CellColumn> {
    private static final long serialVersionUID = 1L;
    private final String name;
    private final String cell;
    private final String value;

    public Command(
        CellColumn source,
        boolean fromClient,
        @EventData("event.detail.command") String name,
        @EventData("event.detail.cell") String cell,
        @EventData("event.detail.value") String value) {
      super(source, fromClient);
      this.name = name;
      this.cell = cell;
      this.value = value;
    }

    String name() {
      return name;
    }

    CellId cell() {
      return new CellId(cell);
    }

    /// What was chosen with it, such as the word of a kind.
    String value() {
      return value;
    }
  }
}
