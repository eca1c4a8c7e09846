package lab.harmony.notebooks;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Which number of which result a text cites, as the address of a Markdown link: `[42
/// %](#scores?rate)`, `[1 of 36](#scores?points&emotion=angry)`.
///
/// @param quantity `rate`, `points` and so on; which there are says `docs/findings.md`
/// @param of which part of the result: `model`, `archetype`, `emotion`, `cfg`, `seed`, `label`,
///   `than`
public record Citation(CellId cell, String quantity, Map<String, String> of) {
  private static final Pattern FORM =
      Pattern.compile("#([A-Za-z0-9_-]{1,64})\\?([a-z-]+)((?:&[a-z]+=[^&]*)*)");
  private static final int LONGEST = 400;

  public Citation {
    of = Map.copyOf(of);
  }

  Citation(CellId cell, String quantity) {
    this(cell, quantity, Map.of());
  }

  /// The citation that a link leads to; empty when it is a link of another kind.
  public static Optional<Citation> parse(String address) {
    var form = FORM.matcher(address);
    if (address.length() > LONGEST || !form.matches()) {
      return Optional.empty();
    }
    var of = new TreeMap<String, String>();
    for (var part : form.group(3).split("&")) {
      var at = part.indexOf('=');
      if (at > 0) {
        of.put(part.substring(0, at), decoded(part.substring(at + 1)));
      }
    }
    return Optional.of(new Citation(new CellId(form.group(1)), form.group(2), of));
  }

  /// As it stands in a link: blanks, brackets and percent signs are escaped, a plus sign is itself.
  public String address() {
    var address = new StringBuilder("#").append(cell).append('?').append(quantity);
    new TreeMap<>(of)
        .forEach(
            (name, value) -> address.append('&').append(name).append('=').append(encoded(value)));
    return address.toString();
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
