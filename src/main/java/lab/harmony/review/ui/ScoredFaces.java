package lab.harmony.review.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.harmony.design.pictures.ImageTile;
import lab.harmony.design.pictures.VerdictMark;
import lab.harmony.review.marks.MachineVerdict;
import lab.harmony.review.marks.Score;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.images.ImageLinks;

/// The faces with what a person said (filled) beside what the machine judge makes of them (hollow).
/// The machine's verdict stays hidden until a person has scored the face, so that it cannot sway
/// anybody.
final class ScoredFaces extends Composite<UnorderedList> {

  /// More than a page of faces is for the grid screen.
  private static final int MOST = 240;

  ScoredFaces(List<RunImage> images, Map<ImageId, Score> people) {
    getContent().addClassName("scored-faces");
    for (var image : images.subList(0, Math.min(MOST, images.size()))) {
      getContent().add(face(image, Optional.ofNullable(people.get(image.id()))));
    }
    if (images.size() > MOST) {
      getContent()
          .add(new ListItem("and %d more; the grid shows all".formatted(images.size() - MOST)));
    }
  }

  private static ListItem face(RunImage image, Optional<Score> person) {
    var asked = image.prompt().cell();
    var marks = new Span();
    marks.addClassName("scored-faces__marks");
    person.ifPresent(score -> marks.add(VerdictMark.human(score.mark().points())));
    person
        .flatMap(_ -> MachineVerdict.of(image))
        .ifPresent(verdict -> marks.add(VerdictMark.machine(verdict.points())));
    if (person.isEmpty()) {
      marks.add(small("not scored yet"));
    }
    var words = new Span(asked);
    words.addClassName("scored-faces__asked");
    var item =
        new ListItem(new ImageTile(ImageLinks.thumbnail(image.id(), 128), asked), words, marks);
    person
        .filter(score -> score.mark().intendedConflict())
        .ifPresent(_ -> item.add(small("intended conflict")));
    person
        .map(score -> score.mark().note())
        .filter(note -> !note.isBlank())
        .ifPresent(note -> item.add(small(note)));
    return item;
  }

  private static Span small(String text) {
    var span = new Span(text);
    span.addClassName("scored-faces__note");
    return span;
  }
}
