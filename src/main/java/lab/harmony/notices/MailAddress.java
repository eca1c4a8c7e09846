package lab.harmony.notices;

import java.util.regex.Pattern;

/// An e-mail address, in plain letters and one line: what else an address may be no mail server
/// needs, and it could end a line of a mail's head.
///
/// @param text `ada@example.org`
public record MailAddress(String text) {

  private static final int LONGEST = 254;
  private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
  private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
  private static final Pattern ADDRESS =
      Pattern.compile("(?=[^@]{1,64}@)%1$s(?:\\.%1$s)*@%2$s(?:\\.%2$s)*".formatted(ATOM, LABEL));

  /// @throws IllegalArgumentException in words, if it is none
  public MailAddress {
    text = text.strip();
    if (text.length() > LONGEST || !ADDRESS.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "An e-mail address is needed, as ada@example.org. What came cannot be one: it has a"
              + " name, an @ and a domain in plain letters, and no blanks.");
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
