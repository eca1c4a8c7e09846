package lab.harmony.reports.exports;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Plain text as LaTeX sets it letter by letter: nothing in it is a command, a comment, a ligature
/// or an argument, in whatever language the document is.
final class LatexText {

  private static final Map<Integer, String> LETTERS =
      Map.ofEntries(
          Map.entry((int) '\\', "\\textbackslash{}"),
          Map.entry((int) '{', "\\{"),
          Map.entry((int) '}', "\\}"),
          Map.entry((int) '$', "\\$"),
          Map.entry((int) '&', "\\&"),
          Map.entry((int) '#', "\\#"),
          Map.entry((int) '%', "\\%"),
          Map.entry((int) '_', "\\_"),
          Map.entry((int) '^', "\\textasciicircum{}"),
          Map.entry((int) '~', "\\textasciitilde{}"),
          Map.entry((int) '<', "\\textless{}"),
          Map.entry((int) '>', "\\textgreater{}"),
          Map.entry((int) '|', "\\textbar{}"),
          Map.entry((int) '"', "\\symbol{34}"),
          Map.entry((int) '`', "\\textasciigrave{}"),
          Map.entry((int) '[', "{[}"), // after a line's end it would be an argument
          Map.entry((int) ']', "{]}"),
          Map.entry((int) '*', "{*}"), // so would this
          Map.entry((int) '\u00a0', "~"),
          Map.entry((int) '\u202f', "\\,"),
          Map.entry((int) '\u2009', "\\,"),
          Map.entry((int) '\u00ad', "\\-"),
          Map.entry((int) '–', "--"),
          Map.entry((int) '—', "---"),
          Map.entry((int) '…', "\\ldots{}"),
          Map.entry((int) '‘', "\\textquoteleft{}"),
          Map.entry((int) '’', "\\textquoteright{}"),
          Map.entry((int) '“', "\\textquotedblleft{}"),
          Map.entry((int) '”', "\\textquotedblright{}"),
          Map.entry((int) '•', "\\textbullet{}"),
          Map.entry((int) '·', "\\textperiodcentered{}"),
          Map.entry((int) '°', "\\textdegree{}"),
          Map.entry((int) 'µ', "\\textmu{}"),
          Map.entry((int) '±', "\\textpm{}"),
          Map.entry((int) '×', "\\texttimes{}"),
          Map.entry((int) '÷', "\\textdiv{}"),
          Map.entry((int) '²', "\\texttwosuperior{}"),
          Map.entry((int) '³', "\\textthreesuperior{}"),
          Map.entry((int) '½', "\\textonehalf{}"),
          Map.entry((int) '€', "\\texteuro{}"),
          Map.entry((int) '−', "$-$"),
          Map.entry((int) '≤', "$\\leq$"),
          Map.entry((int) '≥', "$\\geq$"),
          Map.entry((int) '≠', "$\\neq$"),
          Map.entry((int) '≈', "$\\approx$"),
          Map.entry((int) '∞', "$\\infty$"),
          Map.entry((int) '→', "$\\rightarrow$"),
          Map.entry((int) '←', "$\\leftarrow$"),
          Map.entry((int) '↑', "$\\uparrow$"),
          Map.entry((int) '↓', "$\\downarrow$"),
          Map.entry((int) '○', "$\\circ$"),
          Map.entry((int) '●', "$\\bullet$"),
          Map.entry((int) 'α', "$\\alpha$"),
          Map.entry((int) 'β', "$\\beta$"),
          Map.entry((int) 'γ', "$\\gamma$"),
          Map.entry((int) 'δ', "$\\delta$"),
          Map.entry((int) 'ε', "$\\varepsilon$"),
          Map.entry((int) 'κ', "$\\kappa$"),
          Map.entry((int) 'λ', "$\\lambda$"),
          Map.entry((int) 'μ', "$\\mu$"),
          Map.entry((int) 'π', "$\\pi$"),
          Map.entry((int) 'ρ', "$\\rho$"),
          Map.entry((int) 'σ', "$\\sigma$"),
          Map.entry((int) 'χ', "$\\chi$"),
          Map.entry((int) 'Δ', "$\\Delta$"),
          Map.entry((int) 'Σ', "$\\Sigma$"),
          Map.entry((int) 'Ω', "$\\Omega$"));

  /// Signs that become another sign when two of them meet: `--`, `''`, `,,`, `?´`.
  private static final Set<Integer> PAIRED = Set.of((int) '-', (int) '\'', (int) ',');

  private LatexText() {}

  /// Text within a line: blanks and line ends are one blank, what cannot be printed is left out.
  static String of(String text) {
    var out = new StringBuilder();
    var before = -1;
    for (int letter : oneLine(text).codePoints().toArray()) {
      if (letter == before && PAIRED.contains(letter)) {
        out.append("{}");
      }
      out.append(LETTERS.getOrDefault(letter, Character.toString(letter)));
      before = letter;
    }
    return out.toString();
  }

  private static String oneLine(String text) {
    return text.replaceAll("[\\s\\u0085\\u2028\\u2029]+", " ")
        .replaceAll("[\\p{Cntrl}\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\ufeff]", "")
        .strip();
  }

  /// The letters that only XeLaTeX and LuaLaTeX set by themselves; empty where there are none.
  static String beyond(String text) {
    return text
        .codePoints()
        .filter(letter -> letter > 0x17f && !LETTERS.containsKey(letter))
        .filter(letter ->
            !Character.isISOControl(letter) && Character.getType(letter) != Character.FORMAT)
        .filter(letter -> !Character.isWhitespace(letter) && !Character.isSpaceChar(letter))
        .boxed()
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .map(Character::toString)
        .collect(Collectors.joining(" "));
  }
}
