package lab.harmony.notebooks.ui.results;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.dom.Element;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import lab.harmony.notebooks.results.StoredRows;
import org.jspecify.annotations.Nullable;

/// A table that a cell stored, a part of its rows at a time: sorted by the names of its columns,
/// narrowed by words.
final class RowsResult extends Composite<Div> {

  private static final int PAGE = 25;

  private static final Comparator<@Nullable String> NUMBERS =
      Comparator.nullsLast(Comparator.comparing(RowsResult::number));

  private static final Comparator<@Nullable String> TEXTS =
      Comparator.nullsLast(Comparator.naturalOrder());

  private final StoredRows stored;
  private final List<Element> heads = new ArrayList<>();
  private final Element body = new Element("tbody");
  private final Span size = new Span();
  private final Button before = button("Rows before", -PAGE);
  private final Button after = button("Rows after", PAGE);
  private List<List<@Nullable String>> found;
  private String words = "";
  private int sortedBy = -1;
  private boolean falling;
  private int from;

  RowsResult(StoredRows stored) {
    this.stored = stored;
    this.found = stored.rows();
    getContent().addClassName("rows-result");
    if (stored.rows().size() > PAGE) {
      getContent().add(search());
    }
    getContent().getElement().appendChild(scrolled());
    var foot = new Div(size, before, after);
    foot.addClassName("rows-result__foot");
    size.addClassName("secondary");
    getContent().add(foot);
    show();
  }

  private Button button(String words, int by) {
    var button = new Button(words, _ -> turn(by));
    button.addThemeVariants(ButtonVariant.AURA_TERTIARY);
    return button;
  }

  private TextField search() {
    var field = new TextField();
    field.setPlaceholder("Rows with these words");
    field.setAriaLabel("Rows with these words");
    field.setClearButtonVisible(true);
    field.setValueChangeMode(ValueChangeMode.LAZY);
    field.addValueChangeListener(change -> narrow(change.getValue()));
    return field;
  }

  private Element scrolled() {
    var head = new Element("tr");
    for (int index = 0; index < stored.columns().size(); index++) {
      var cell = head(index);
      heads.add(cell);
      head.appendChild(cell);
    }
    var table =
        new Element("table").appendChild(new Element("thead").appendChild(head)).appendChild(body);
    return new Element("div")
        .setAttribute("class", "rows-result__scroll")
        .setAttribute("tabindex", "0")
        .setAttribute("role", "region")
        .setAttribute("aria-label", "Rows of the answer")
        .appendChild(table);
  }

  private Element head(int index) {
    var column = stored.columns().get(index);
    var button = new NativeButton(column.name(), _ -> sort(index));
    button.addClassName("rows-result__name");
    button.setTitle("Sort by " + column.name());
    var cell = new Element("th").setAttribute("scope", "col").appendChild(button.getElement());
    return column.isNumber() ? cell.setAttribute("class", "rows-result__number") : cell;
  }

  private void sort(int index) {
    falling = sortedBy == index && !falling;
    sortedBy = index;
    find();
  }

  private void narrow(String text) {
    words = text.strip().toLowerCase(Locale.ROOT);
    find();
  }

  private void find() {
    var all = new ArrayList<>(stored.rows().stream().filter(this::fits).toList());
    if (sortedBy >= 0) {
      var values = stored.columns().get(sortedBy).isNumber() ? NUMBERS : TEXTS;
      Comparator<List<@Nullable String>> order =
          Comparator.comparing(row -> row.get(sortedBy), values);
      all.sort(falling ? Collections.reverseOrder(order) : order);
    }
    found = all;
    from = 0;
    show();
  }

  private boolean fits(List<@Nullable String> row) {
    return words.isEmpty()
        || row.stream()
            .anyMatch(value -> value != null && value.toLowerCase(Locale.ROOT).contains(words));
  }

  /// What is no number stands behind all that are.
  private static BigDecimal number(String value) {
    try {
      return new BigDecimal(value);
    } catch (NumberFormatException e) {
      return BigDecimal.valueOf(Double.MAX_VALUE);
    }
  }

  private void turn(int by) {
    from = Math.clamp((long) from + by, 0, Math.max(0, found.size() - 1));
    show();
  }

  private void show() {
    int to = Math.min(found.size(), from + PAGE);
    var rows = new org.jsoup.nodes.Element("tbody");
    for (var row : found.subList(from, to)) {
      var line = rows.appendElement("tr");
      for (int index = 0; index < row.size(); index++) {
        var value = row.get(index);
        var cell = line.appendElement("td").text(value == null ? "" : value);
        if (stored.columns().get(index).isNumber()) {
          cell.addClass("rows-result__number");
        }
      }
    }
    body.setProperty("innerHTML", rows.html());
    for (int index = 0; index < heads.size(); index++) {
      heads
          .get(index)
          .setAttribute(
              "aria-sort", index != sortedBy ? "none" : falling ? "descending" : "ascending");
    }
    size.setText(sizeWords(to));
    before.setVisible(from > 0);
    after.setVisible(to < found.size());
  }

  private String sizeWords(int to) {
    var all = words.isEmpty() ? stored.size() : "%,d of %s".formatted(found.size(), stored.size());
    return from == 0 && to == found.size() ? all : "%,d to %,d of %s".formatted(from + 1, to, all);
  }
}
