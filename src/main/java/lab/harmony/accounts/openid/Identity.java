package lab.harmony.accounts.openid;

import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;

/// Somebody as a provider knows them: by its own address and the word that it has for them, which
/// never change. What else it says may be another's tomorrow, an e-mail address among it.
///
/// @param said everything that it says of them; what it says nothing about by saying null is left
///   out
/// @param authenticated when they showed it who they are, if it says so
public record Identity(
    String issuer, String subject, Map<String, Object> said, Optional<Instant> authenticated) {

  private static final int LONGEST = 255;

  /// Control characters, ends of lines, marks of direction, and halves of characters.
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

  public Identity {
    said =
        said.entrySet().stream()
            .filter(claim -> claim.getValue() != null)
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /// Whom a checked token is about; empty if it names them in no way that can be kept.
  public static Optional<Identity> of(OidcIdToken token) {
    var subject = token.getSubject();
    var issuer = String.valueOf(token.getIssuer());
    return subject == null
            || subject.isBlank()
            || subject.length() > LONGEST
            || issuer.length() > LONGEST
        ? Optional.empty()
        : Optional.of(
            new Identity(
                issuer,
                subject,
                token.getClaims(),
                Optional.ofNullable(token.getAuthenticatedAt())));
  }

  /// What they are called there, if it says so.
  public Optional<String> name() {
    return text("name").or(() -> text("preferred_username"));
  }

  /// How people tell this account from another of theirs.
  public String label() {
    var label =
        Stream.concat(
                Stream.of("email", "preferred_username", "name")
                    .flatMap(claim -> text(claim).stream()),
                Stream.of(subject))
            .map(text -> UNSEEN.matcher(text).replaceAll("").strip())
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElse("account");
    return label
        .codePoints()
        .limit(100)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /// The domain of their e-mail address, if the provider has checked that it is theirs.
  Optional<String> domain() {
    return text("email")
        .filter(_ -> said.get("email_verified") instanceof Boolean checked && checked)
        .filter(email -> email.indexOf('@') > 0 && email.indexOf('@') == email.lastIndexOf('@'))
        .map(email -> email.substring(email.indexOf('@') + 1).toLowerCase(Locale.ROOT));
  }

  /// Whether the provider says this of them, alone or among others.
  boolean says(String claim, String value) {
    var found = said.get(claim);
    return found instanceof Collection<?> several
        ? several.stream().map(String::valueOf).anyMatch(value::equals)
        : found != null && value.equals(String.valueOf(found));
  }

  private Optional<String> text(String claim) {
    return said.get(claim) instanceof String text && !text.isBlank()
        ? Optional.of(text.strip())
        : Optional.empty();
  }
}
