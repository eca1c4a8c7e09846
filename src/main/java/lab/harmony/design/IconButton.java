package lab.harmony.design;

import com.vaadin.flow.component.ClickEvent;
import com.vaadin.flow.component.ComponentEventListener;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.HasEnabled;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;

/// A quiet button that shows only an icon; its name is its tooltip and what is read out.
public final class IconButton extends Composite<Button> implements HasEnabled, HasStyle {

  public IconButton(
      LineIcon icon, String name, ComponentEventListener<ClickEvent<Button>> listener) {
    getContent().setIcon(icon.create());
    getContent().addThemeVariants(ButtonVariant.AURA_TERTIARY);
    getContent().addClassName("icon-button");
    setName(name);
    getContent().addClickListener(listener);
  }

  /// Another name, for instance when it says what it is about to do.
  public void setName(String name) {
    getContent().setAriaLabel(name);
    getContent().setTooltipText(name);
  }
}
