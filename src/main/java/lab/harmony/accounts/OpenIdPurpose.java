package lab.harmony.accounts;

import lab.harmony.accounts.invitations.Invitation;
import lab.harmony.accounts.invitations.KeptWays;
import lab.harmony.people.PersonId;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/// For what somebody is sent to the provider, as it is remembered until they come back.
sealed interface OpenIdPurpose {

  /// They come in, as whoever their account is linked with.
  record SignIn() implements OpenIdPurpose {}

  /// They use an invitation.
  ///
  /// @param token of its address, by which the page is found again
  /// @param name what they are called
  record Join(Invitation invitation, String token, String name, KeptWays kept)
      implements OpenIdPurpose {}

  /// The account is to sign them in from now on.
  record Link(PersonId person) implements OpenIdPurpose {}

  /// They show once more who they are.
  ///
  /// @param of the page of the lab on which they were asked to
  record Prove(PersonId person, String of) implements OpenIdPurpose {}

  /// Of a request that goes to the provider: what for.
  String ATTRIBUTE = OpenIdPurpose.class.getName();

  /// What it was that somebody comes back from.
  static OpenIdPurpose of(OAuth2AuthorizationRequest asked) {
    return asked.getAttribute(ATTRIBUTE) instanceof OpenIdPurpose remembered
        ? remembered
        : new SignIn();
  }

  /// Where they began.
  default String page() {
    return switch (this) {
      case SignIn() -> "/sign-in?openid";
      case Join join -> "/join?openid&token=" + join.token;
      case Link(_) -> "/account?openid";
      case Prove(_, var of) -> of + "?openid";
    };
  }
}
