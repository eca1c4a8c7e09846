package lab.harmony.runs.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.H2;

/// One titled part of a run's page.
final class Section extends Composite<com.vaadin.flow.component.html.Section> {

  Section(String title, Component... parts) {
    getContent().addClassName("run-section");
    getContent().add(new H2(title));
    getContent().add(parts);
  }

  Section with(Component part) {
    getContent().add(part);
    return this;
  }
}
