package lab.harmony.threads.ui;

import java.util.ArrayList;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import lab.harmony.people.PersonId;
import lab.harmony.prose.ui.Rendered;
import lab.harmony.prose.ui.SaidText;
import lab.harmony.threads.Mentions;
import lab.harmony.threads.ThreadComment;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.slf4j.LoggerFactory;

/// A comment with its text as HTML, in which whoever is mentioned has the name of now.
record SaidComment(ThreadComment comment, String html) {

  private static final Rendered<Text> HTML =
      new Rendered<>(text ->
          orPlain(
              text.markdown(),
              markdown -> SaidText.html(markdown, html -> name(html, text.names()))));

  private record Text(String markdown, Map<String, String> names) {}

  /// @param names of people by their ids
  static SaidComment of(ThreadComment comment, Map<PersonId, String> names) {
    return new SaidComment(
        comment, comment.withdrawal().isPresent() ? "" : html(comment.text(), names));
  }

  static String html(String text, Map<PersonId, String> names) {
    var mentioned =
        Mentions.pattern()
            .matcher(text)
            .results()
            .map(found -> found.group(1))
            .distinct()
            .filter(id -> names.containsKey(new PersonId(id)))
            .collect(Collectors.toMap(id -> id, id -> names.get(new PersonId(id))));
    return HTML.of(new Text(text, mentioned));
  }

  /// What cannot be made of one text is shown as it was written, so that it keeps nobody from
  /// reading the others.
  static String orPlain(String markdown, UnaryOperator<String> make) {
    try {
      return make.apply(markdown);
    } catch (RuntimeException | StackOverflowError e) {
      LoggerFactory.getLogger(SaidComment.class)
          .error("A comment could not be formatted, and is shown as it was written.", e);
      return new Element("pre").text(markdown).outerHtml();
    }
  }

  /// Puts names in the place of ids, as text: whatever somebody is called, it is no HTML.
  private static void name(Element html, Map<String, String> names) {
    var texts = new ArrayList<TextNode>();
    html.traverse((Node node, int _) -> {
      if (node instanceof TextNode text && text.getWholeText().contains("@")) {
        texts.add(text);
      }
    });
    texts.forEach(text -> name(text, names));
  }

  private static void name(TextNode text, Map<String, String> names) {
    var whole = text.getWholeText();
    var found =
        Mentions.pattern()
            .matcher(whole)
            .results()
            .filter(one -> names.containsKey(one.group(1)))
            .toList();
    if (found.isEmpty()) {
      return;
    }
    int from = 0;
    for (var one : found) {
      text.before(new TextNode(whole.substring(from, one.start())));
      text.before(new Element("bdi").addClass("mention").text("@" + names.get(one.group(1))));
      from = one.end();
    }
    text.text(whole.substring(from));
  }
}
