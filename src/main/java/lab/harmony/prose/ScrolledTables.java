package lab.harmony.prose;

import java.util.HashMap;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;

/// Tables that are wider than the page can be scrolled, also by keyboard: so each stands in a group
/// of its own that says which table it is.
final class ScrolledTables {

  private static final int LONGEST_NAME = 80;

  private ScrolledTables() {}

  /// Wraps all of a text. Tables within tables scroll with the outermost.
  static void wrap(Element body) {
    var times = new HashMap<String, Integer>();
    for (var table : body.select("table")) {
      if (table.parents().is("table")) {
        continue;
      }
      var name = name(table);
      int time = times.merge(name, 1, Integer::sum);
      var group =
          new Element("div")
              .addClass("scroll")
              .attr("tabindex", "0")
              .attr("role", "group")
              .attr("aria-label", time == 1 ? name : "%s, %d".formatted(name, time));
      table.replaceWith(group);
      group.appendChild(table);
    }
  }

  /// By its caption, or else by what its columns are called.
  private static String name(Element table) {
    var caption = table.selectFirst("> caption");
    var words =
        caption == null
            ? table.select("> thead > tr:first-child > th").stream()
                .map(Element::text)
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining(", "))
            : caption.text();
    if (words.isBlank()) {
      return "Table";
    }
    return "Table: "
        + (words.length() <= LONGEST_NAME ? words : words.substring(0, LONGEST_NAME) + " …");
  }
}
