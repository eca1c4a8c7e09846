package lab.harmony.blind.results.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import lab.harmony.blind.results.AnswerBehind;
import lab.harmony.blind.results.telling.RowsBehind;
import lab.harmony.blind.results.telling.ToldTable;
import lab.harmony.design.Problem;
import lab.harmony.design.live.LiveParts;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.images.ImageLinks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A table of a closed session, each row of which opens the answers that its numbers were counted
/// from, one row at a time.
final class OpenedTable extends Composite<Div> {

  private static final Logger LOG = LoggerFactory.getLogger(OpenedTable.class);

  /// More answers than these are read in the file of rows.
  private static final int MOST = 200;

  private final Function<RowsBehind, List<AnswerBehind>> find;
  private final Div rows = new Div();
  private final List<Button> buttons = new ArrayList<>();
  private Optional<Button> open = Optional.empty();

  OpenedTable(ToldTable told, Function<RowsBehind, List<AnswerBehind>> find) {
    this.find = find;
    told.behind().forEach(behind -> buttons.add(button(behind)));
    rows.getElement().setAttribute("aria-live", "polite");
    getContent().add(ToldParts.of(told, buttons), rows);
  }

  private Button button(RowsBehind behind) {
    var button = new Button("Show");
    button.setAriaLabel("Show the answers of " + behind.of());
    button.getElement().setAttribute("aria-expanded", "false");
    button.addClickListener(_ -> toggle(button, behind));
    return button;
  }

  private void toggle(Button button, RowsBehind behind) {
    boolean opens = open.filter(button::equals).isEmpty();
    open.ifPresent(before -> name(before, false));
    open = opens ? Optional.of(button) : Optional.empty();
    rows.removeAll();
    if (opens) {
      name(button, true);
      rows.add(new Paragraph("Looking for the answers …"));
      LiveParts.answer(
          getUI().orElseThrow(),
          () -> found(behind),
          found -> {
            if (open.filter(button::equals).isPresent()) {
              rows.removeAll();
              rows.add(
                  found
                      .<Component>map(all -> answers(behind, all))
                      .orElseGet(() ->
                          new Problem(
                              "The answers could not be read",
                              "Load the page anew: the session may be gone, or you may not look at it any more.")));
            }
          });
    }
  }

  /// Empty where they cannot be read any more.
  private Optional<List<AnswerBehind>> found(RowsBehind behind) {
    try {
      return Optional.of(find.apply(behind));
    } catch (RuntimeException e) {
      LOG.warn("The answers behind a row could not be read.", e);
      return Optional.empty();
    }
  }

  private static void name(Button button, boolean open) {
    button.setText(open ? "Hide" : "Show");
    button.getElement().setAttribute("aria-expanded", Boolean.toString(open));
  }

  private static Component answers(RowsBehind behind, List<AnswerBehind> found) {
    var caption = caption(behind, found);
    var head = new NativeTableRow();
    for (var words : List.of("Rater", "Asked for", "Faces", "Said", "Counted")) {
      head.add(ToldParts.column(words));
    }
    var body = new NativeTableBody();
    found.stream().limit(MOST).forEach(answer -> body.add(row(answer)));
    var table = new NativeTable(new NativeTableHeader(head), body);
    table.setCaptionText(caption);
    return ToldParts.scroller(table, caption);
  }

  private static String caption(RowsBehind behind, List<AnswerBehind> found) {
    long others = found.stream().filter(AnswerBehind::others).count();
    long own = found.size() - others;
    long counted = found.stream().filter(one -> !one.others() && one.counts()).count();
    var words =
        new StringBuilder(
            "%s of %s"
                .formatted(own == 1 ? "1 answer" : "%,d answers".formatted(own), behind.of()));
    if (counted < own) {
      words.append(
          counted == 0
              ? "; none of them counts"
              : counted == 1
                  ? "; 1 counts and stands first"
                  : "; %,d count and stand first".formatted(counted));
    }
    if (others > 0) {
      words.append(". Then %,d of other raters on the same".formatted(others));
    }
    if (found.size() > MOST) {
      words.append(
          ". The first %d of these are shown; the rows as CSV have all answers".formatted(MOST));
    }
    return words.append('.').toString();
  }

  private static NativeTableRow row(AnswerBehind answer) {
    var row = new NativeTableRow();
    row.addDataCell().setText(answer.rater());
    row.addDataCell().setText(answer.asked());
    var faces = row.addDataCell();
    for (var face : answer.faces()) {
      var words = new Div(new Span(face.arm() + ": "), image(face.image()));
      faces.add(words);
    }
    row.addDataCell().setText(answer.said());
    row.addDataCell().setText(counted(answer));
    return row;
  }

  private static String counted(AnswerBehind answer) {
    var word = answer.counts() ? "✓ yes" : "✕ no";
    return answer.why().isEmpty() ? word : "%s, %s".formatted(word, answer.why());
  }

  private static Component image(String image) {
    try {
      var id = ImageId.parse(image);
      var link = new Anchor(ImageLinks.full(id), image);
      link.addClassName("mono");
      return link;
    } catch (IllegalArgumentException elsewhere) {
      return new Span(image);
    }
  }
}
