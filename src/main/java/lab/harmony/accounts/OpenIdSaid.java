package lab.harmony.accounts;

import java.util.Optional;

/// What is said to whoever has just come back from the provider.
///
/// @param done whether they got what they went for
/// @param linked the id of the link that was made; empty where none was
public record OpenIdSaid(String words, boolean done, Optional<String> linked) {

  static OpenIdSaid problem(String words) {
    return new OpenIdSaid(words, false, Optional.empty());
  }
}
