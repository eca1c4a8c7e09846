package lab.harmony.training.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;

/// Everything that is wrong, in its place; not there while nothing is.
final class ProblemList extends Composite<Div> {

  private List<String> shown = List.of();

  ProblemList() {
    getContent().addClassNames("problem", "trainings__problem");
    getContent().getElement().setAttribute("role", "alert");
    getContent().setVisible(false);
  }

  /// @param problems a sentence each
  void update(List<String> problems, String title) {
    if (problems.equals(shown)) {
      return;
    }
    shown = List.copyOf(problems);
    getContent().removeAll();
    getContent().setVisible(!shown.isEmpty());
    var heading = new Span(title);
    heading.addClassName("problem__title");
    var list = new UnorderedList();
    shown.forEach(problem -> list.add(new ListItem(problem)));
    getContent().add(heading, list);
  }
}
