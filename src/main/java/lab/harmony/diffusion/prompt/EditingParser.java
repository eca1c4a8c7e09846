package lab.harmony.diffusion.prompt;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import lab.harmony.diffusion.prompt.Node.Alternation;
import lab.harmony.diffusion.prompt.Node.Edit;
import lab.harmony.diffusion.prompt.Node.Literal;
import lab.harmony.diffusion.prompt.Node.Moment;

/// Finds `[from:to:when]` and `[a|b]` in a prompt, in one pass without recursion.
///
/// A bracket that is not closed as it should be, or that holds what fits no form, is text, and so
/// are all brackets around it. A `|` that is then left over, or a backslash before nothing, ends it
/// all: the prompt has no editing.
final class EditingParser {

  /// Deeper brackets than these nobody writes.
  static final int MOST_OPEN = 64;

  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?");

  private final SourceText source;
  private final String text;
  private final Notes notes;
  private final List<Node> done = new ArrayList<>();
  private final Deque<Bracket> open = new ArrayDeque<>();

  /// An open bracket: what stood in it so far, with its own sign first, and where in that the
  /// separators are.
  private record Bracket(
      char sign, List<Node> nodes, List<Integer> separators, StringBuilder separatorSigns) {

    static Bracket at(char sign, int index) {
      var nodes = new ArrayList<Node>();
      nodes.add(new Literal(index, index + 1));
      return new Bracket(sign, nodes, new ArrayList<>(), new StringBuilder());
    }

    void separate(char separator, int index) {
      separators.add(nodes.size());
      separatorSigns.append(separator);
      nodes.add(new Literal(index, index + 1));
    }

    boolean isSeparatedBy(char separator) {
      return !separators.isEmpty() && separatorSigns.chars().allMatch(sign -> sign == separator);
    }

    /// The nodes between the separators.
    List<List<Node>> members() {
      var members = new ArrayList<List<Node>>();
      var from = 1;
      for (var separator : separators) {
        members.add(List.copyOf(nodes.subList(from, separator)));
        from = separator + 1;
      }
      members.add(List.copyOf(nodes.subList(from, nodes.size())));
      return members;
    }
  }

  private EditingParser(SourceText source, Notes notes) {
    this.source = source;
    this.text = source.text();
    this.notes = notes;
  }

  static List<Node> parse(SourceText source, Notes notes) {
    return new EditingParser(source, notes)
        .parse()
        .orElseGet(() -> List.of(new Literal(0, source.length())));
  }

  /// Empty if the prompt has no editing.
  private Optional<List<Node>> parse() {
    var index = 0;
    while (index < text.length()) {
      var understood =
          switch (text.charAt(index)) {
            case '(', '[' -> opening(index);
            case ')' -> closing(index, '(');
            case ']' -> closing(index, '[');
            case ':' -> colon(index);
            case '|' -> bar(index);
            default -> true;
          };
      var end = isSign(text.charAt(index)) ? index + 1 : endOfWords(index);
      if (!understood || end < 0) {
        return Optional.empty();
      }
      if (!isSign(text.charAt(index))) {
        here().add(new Literal(index, end));
      }
      index = end;
    }
    return dissolve() ? Optional.of(List.copyOf(done)) : Optional.empty();
  }

  private boolean opening(int index) {
    if (open.size() == MOST_OPEN) {
      notes.add(
          "More than %d brackets are open at character %d; that deep there is no editing, and [from:to:when] and [a|b] are read as brackets with text."
              .formatted(MOST_OPEN, source.place(index)));
      return false;
    }
    open.push(Bracket.at(text.charAt(index), index));
    return true;
  }

  private boolean closing(int index, char opener) {
    var close = new Literal(index, index + 1);
    if (open.isEmpty() || open.element().sign() != opener) {
      var fine = dissolve();
      done.add(close);
      return fine;
    }
    var bracket = open.element();
    var editing = opener == '[' ? editing(bracket, index) : Optional.<Node>empty();
    if (editing.isPresent()) {
      open.pop();
      here().add(editing.get());
      return true;
    }
    if (isEmphasis(bracket)) {
      open.pop();
      here().addAll(bracket.nodes());
      here().add(close);
      return true;
    }
    if (opener == '[') {
      notes.add(
          "The [ at character %d holds a : or | but is neither [from:to:when], with a number as when, nor [a|b]; it is read as a bracket with text."
              .formatted(placeOf(bracket)));
    }
    var fine = dissolve();
    done.add(close);
    return fine;
  }

  private boolean colon(int index) {
    if (open.isEmpty()) {
      done.add(new Literal(index, index + 1));
    } else {
      open.element().separate(':', index);
    }
    return true;
  }

  private boolean bar(int index) {
    if (open.isEmpty()) {
      return strays(index);
    }
    open.element().separate('|', index);
    return true;
  }

  private static boolean isEmphasis(Bracket bracket) {
    return bracket.separators().isEmpty()
        || bracket.sign() == '(' && bracket.separators().size() == 1 && bracket.isSeparatedBy(':');
  }

  private Optional<Node> editing(Bracket bracket, int close) {
    if (bracket.isSeparatedBy('|')) {
      return Optional.of(new Alternation(bracket.members()));
    }
    if (!bracket.isSeparatedBy(':') || bracket.separators().size() > 2) {
      return Optional.empty();
    }
    var colon = ((Literal) bracket.nodes().get(bracket.separators().getLast())).end();
    var start = Math.min(close, Characters.skipSpaces(text, colon));
    var when = text.substring(start, Characters.dropSpaces(text, start, close));
    if (!NUMBER.matcher(when).matches()) {
      return Optional.empty();
    }
    var members = bracket.members();
    var before = members.size() == 3 ? members.getFirst() : List.<Node>of();
    return Optional.of(new Edit(before, members.get(members.size() - 2), Moment.of(when)));
  }

  /// Makes text of all open brackets; false if a `|` is left over by that.
  private boolean dissolve() {
    while (!open.isEmpty()) {
      var bracket = open.removeLast();
      var bar = bracket.separatorSigns().indexOf("|");
      if (bar >= 0) {
        return strays(((Literal) bracket.nodes().get(bracket.separators().get(bar))).start());
      }
      done.addAll(bracket.nodes());
    }
    return true;
  }

  private boolean strays(int bar) {
    notes.add(
        "The | at character %d stands in no [a|b]; with it the prompt has no editing, and [from:to:when] and [a|b] are read as brackets with text."
            .formatted(source.place(bar)));
    return false;
  }

  /// The end of what holds no sign; negative if a backslash has nothing to stand before.
  private int endOfWords(int from) {
    var index = from;
    while (index < text.length() && !isSign(text.charAt(index))) {
      if (text.charAt(index) == '\\') {
        index++;
        if (index == text.length() || text.charAt(index) == '\n') {
          notes.add(
              "The \\ at character %d stands at the end of a line; with it the prompt has no editing, and [from:to:when] and [a|b] are read as brackets with text."
                  .formatted(source.place(index - 1)));
          return -1;
        }
      }
      index++;
    }
    return index;
  }

  private List<Node> here() {
    return open.isEmpty() ? done : open.element().nodes();
  }

  private int placeOf(Bracket bracket) {
    return source.place(((Literal) bracket.nodes().getFirst()).start());
  }

  private static boolean isSign(char letter) {
    return "()[]:|".indexOf(letter) >= 0;
  }
}
