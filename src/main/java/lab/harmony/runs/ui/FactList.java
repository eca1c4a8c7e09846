package lab.harmony.runs.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.DescriptionList;

/// Names and values, as code: a spec or an environment.
final class FactList extends Composite<DescriptionList> {

  FactList() {
    getContent().addClassNames("fact-list", "mono");
  }

  FactList with(String name, String value) {
    getContent().add(new DescriptionList.Term(name), new DescriptionList.Description(value));
    return this;
  }
}
