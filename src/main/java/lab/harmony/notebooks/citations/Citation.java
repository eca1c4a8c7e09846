package lab.harmony.notebooks.citations;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.prose.CitedAddress;

/// Which number of which result a text cites, as the address of a Markdown link: `[42
/// %](#scores?rate)`, `[1 of 36](#scores?points&emotion=angry)`.
///
/// @param quantity `rate`, `points` and so on; which there are says `docs/findings.md`
/// @param of which part of the result: `model`, `archetype`, `emotion`, `cfg`, `seed`, `label`,
///   `than`
public record Citation(CellId cell, String quantity, Map<String, String> of) {

  public Citation {
    of = Map.copyOf(of);
  }

  Citation(CellId cell, String quantity) {
    this(cell, quantity, Map.of());
  }

  /// The citation that a link leads to; empty when it is a link of another kind.
  public static Optional<Citation> parse(String address) {
    return CitedAddress.read(address).map(Citation::of);
  }

  private static Citation of(MatchResult form) {
    var of = new TreeMap<String, String>();
    for (var part : form.group(3).split("&")) {
      var at = part.indexOf('=');
      if (at > 0) {
        of.put(part.substring(0, at), decoded(part.substring(at + 1)));
      }
    }
    return new Citation(new CellId(form.group(1)), form.group(2), of);
  }

  /// As it stands in a link: blanks, brackets and percent signs are escaped, a plus sign is itself.
  public String address() {
    var address = new StringBuilder("#").append(cell).append('?').append(quantity);
    new TreeMap<>(of)
        .forEach(
            (name, value) -> address.append('&').append(name).append('=').append(encoded(value)));
    return address.toString();
  }

  /// Whether a link can lead to it: a longer address is not read.
  boolean isRead() {
    return parse(address()).isPresent();
  }

  Citation with(String name, String value) {
    var more = new TreeMap<>(of);
    more.put(name, value);
    return new Citation(cell, quantity, more);
  }

  Citation with(String otherQuantity) {
    return new Citation(cell, otherQuantity, of);
  }

  private static String encoded(String value) {
    var text = new StringBuilder();
    for (var one : value.getBytes(StandardCharsets.UTF_8)) {
      var letter = (char) (one & 0xFF);
      if (letter > ' ' && letter < 127 && "%&()<>[]\\`*_".indexOf(letter) < 0) {
        text.append(letter);
      } else {
        text.append("%%%02X".formatted(one & 0xFF));
      }
    }
    return text.toString();
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException noEscape) {
      return value;
    }
  }
}
