package lab.harmony.reports.exports;

import java.text.Normalizer;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
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
          Map.entry((int) '\u2000', "\\enspace{}"),
          Map.entry((int) '\u2001', "\\quad{}"),
          Map.entry((int) '\u2002', "\\enspace{}"),
          Map.entry((int) '\u2003', "\\quad{}"),
          Map.entry((int) '\u2004', "\\,"),
          Map.entry((int) '\u2005', "\\,"),
          Map.entry((int) '\u2006', "\\,"),
          Map.entry((int) '\u2007', "\\,"),
          Map.entry((int) '\u2008', "\\,"),
          Map.entry((int) '\u2009', "\\,"),
          Map.entry((int) '\u200a', "\\,"),
          Map.entry((int) '\u205f', "\\,"),
          Map.entry((int) '\u3000', "\\quad{}"),
          Map.entry((int) '\u1680', " "),
          Map.entry((int) '\u2010', "-"),
          Map.entry((int) '\u2011', "-"),
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
          Map.entry((int) '¹', "\\textonesuperior{}"),
          Map.entry((int) '¼', "\\textonequarter{}"),
          Map.entry((int) '½', "\\textonehalf{}"),
          Map.entry((int) '¾', "\\textthreequarters{}"),
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

  /// Signs that become another sign when two of them meet: `--`, `''`, `,,`.
  private static final String PAIRED = "-',";

  /// Letters up to [#LAST] that the usual fonts of LaTeX do not have all the same.
  private static final String MISSING = "ĦħĸĿŀŉŦŧſ";

  /// The last letter of Latin Extended-A.
  private static final int LAST = 0x17f;

  private static final Pattern ENDS = Pattern.compile("[\\s\\u0085\\u2028\\u2029]+");

  /// Controls, marks of direction and others without a shape, halves of letters, and what is no
  /// letter; the mark where a word may be broken stays.
  private static final Pattern UNSEEN =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Cn}&&[^\\u00ad]]");

  private LatexText() {}

  /// Text within a line: blanks and line ends are one blank, what cannot be printed is left out.
  static String of(String text) {
    var out = new StringBuilder();
    for (int letter : oneLine(text).codePoints().toArray()) {
      var set = LETTERS.getOrDefault(letter, Character.toString(letter));
      if (!out.isEmpty()
          && out.charAt(out.length() - 1) == set.charAt(0)
          && PAIRED.indexOf(set.charAt(0)) >= 0) {
        out.append("{}");
      }
      out.append(set);
    }
    return out.toString();
  }

  private static String oneLine(String text) {
    var composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    return UNSEEN.matcher(ENDS.matcher(composed).replaceAll(" ")).replaceAll("").strip();
  }

  /// The letters that only XeLaTeX and LuaLaTeX set by themselves; empty where there are none.
  static String beyond(String text) {
    return oneLine(text)
        .codePoints()
        .filter(letter ->
            (letter > LAST || MISSING.indexOf(letter) >= 0) && !LETTERS.containsKey(letter))
        .boxed()
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .map(Character::toString)
        .collect(Collectors.joining(" "));
  }
}
