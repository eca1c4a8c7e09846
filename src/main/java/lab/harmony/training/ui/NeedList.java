package lab.harmony.training.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.progressbar.ProgressBar;
import java.util.ArrayList;
import java.util.List;
import lab.harmony.doodle.FaceDataset;
import lab.harmony.training.spec.Need;
import lab.harmony.training.ui.words.TrainingWords;

/// What a training needs, each with whether it is there; it changes in place.
final class NeedList extends Composite<UnorderedList> {

  private final List<Line> lines = new ArrayList<>();

  NeedList() {
    getContent().addClassName("trainings__needs");
  }

  void update(List<Need> needs) {
    while (lines.size() > needs.size()) {
      getContent().remove(lines.removeLast().item);
    }
    while (lines.size() < needs.size()) {
      var line = new Line();
      lines.add(line);
      getContent().add(line.item);
    }
    for (int i = 0; i < needs.size(); i++) {
      lines.get(i).update(needs.get(i));
    }
    getContent().setVisible(!needs.isEmpty());
  }

  private static final class Line {
    private final Span what = new Span();
    private final Span words = new Span();
    private final ProgressBar bar = new ProgressBar();
    private final ListItem item = new ListItem(what, words, bar);

    Line() {
      what.addClassName("trainings__what");
    }

    void update(Need need) {
      what.setText(need.what());
      bar.setVisible(need instanceof Need.Drawing);
      switch (need) {
        case Need.Ready ready -> tell("ready", ready.words());
        case Need.Scarce scarce -> tell("scarce", scarce.words());
        case Need.Missing missing -> tell("missing", missing.words());
        case Need.Drawable drawable ->
            tell(
                "missing",
                drawable.problem().isEmpty()
                    ? drawable.words()
                    : drawable.words() + ". " + drawable.problem());
        case Need.Waiting waiting ->
            tell(
                "working",
                "%d faces are drawn when it is their turn: %s"
                    .formatted(FaceDataset.PICTURES, TrainingWords.place(waiting.place())));
        case Need.Drawing drawing -> {
          tell("working", "%d of %d faces are drawn".formatted(drawing.pictures(), drawing.all()));
          bar.setMax(drawing.all());
          bar.setValue(drawing.pictures());
          bar.getElement().setAttribute("aria-label", "Drawing the dataset");
        }
      }
    }

    private void tell(String state, String text) {
      words.setText(text);
      item.getElement().setAttribute("data-state", state);
    }
  }
}
