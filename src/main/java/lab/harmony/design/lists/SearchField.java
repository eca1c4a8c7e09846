package lab.harmony.design.lists;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.HasSize;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.function.Consumer;
import lab.harmony.design.LineIcon;

/// The field that searches a screen. `/` leads to it without asking the server, so that what is
/// typed next lands in it.
public final class SearchField extends Composite<TextField> implements HasSize {

  /// @param many what is searched: `runs`
  /// @param changed is called with the words a person has typed
  public SearchField(String many, Consumer<String> changed) {
    var field = getContent();
    field.setPlaceholder("Search");
    field.setAriaLabel("Search " + many);
    field.setPrefixComponent(LineIcon.SEARCH.create());
    field.setClearButtonVisible(true);
    field.setValueChangeMode(ValueChangeMode.LAZY);
    field.getElement().setAttribute("data-frame-search", true);
    field.addClassName("search-field");
    field.addValueChangeListener(event -> {
      if (event.isFromClient()) {
        changed.accept(event.getValue());
      }
    });
  }

  public String text() {
    return getContent().getValue();
  }

  public void setText(String text) {
    getContent().setValue(text);
  }
}
