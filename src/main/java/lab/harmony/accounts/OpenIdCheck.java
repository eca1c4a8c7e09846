package lab.harmony.accounts;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lab.harmony.accounts.SignInAttempts.Attempt;
import lab.harmony.accounts.SignInAttempts.Tried;
import lab.harmony.accounts.openid.OpenIdProvider;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.RestClient;

/// Takes what somebody came back with to the provider, and checks what it says of them. Whoever
/// comes back with what is not so waits longer and longer, per address; that the provider does not
/// answer, or that somebody changed their mind there, counts for nothing.
final class OpenIdCheck implements AuthenticationManager {

  static final String TOO_EARLY = "too_early";
  static final String NO_ANSWER = "no_answer";

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final SignInAttempts attempts;
  private final OidcAuthorizationCodeAuthenticationProvider checked = checked();

  OpenIdCheck(SignInAttempts attempts) {
    this.attempts = attempts;
  }

  /// Nobody is known by it.
  static final class Failed extends OAuth2AuthenticationException {
    private static final long serialVersionUID = 1L;

    private final transient OpenIdPurpose purpose;

    Failed(OAuth2Error error, OpenIdPurpose purpose, Throwable cause) {
      super(error, String.valueOf(cause.getMessage()), cause);
      this.purpose = purpose;
    }

    /// For what they went.
    OpenIdPurpose purpose() {
      return purpose;
    }
  }

  @Override
  public Authentication authenticate(Authentication asked) {
    var exchange = ((OAuth2LoginAuthenticationToken) asked).getAuthorizationExchange();
    try {
      return exchange.getAuthorizationResponse().statusError() ? look(asked) : slowed(asked);
    } catch (OAuth2AuthenticationException e) {
      var purpose = OpenIdPurpose.of(exchange.getAuthorizationRequest());
      throw new Failed(isSilent(e) ? new OAuth2Error(NO_ANSWER) : e.getError(), purpose, e);
    }
  }

  private Authentication slowed(Authentication asked) {
    var address =
        asked.getDetails() instanceof WebAuthenticationDetails details
            ? String.valueOf(details.getRemoteAddress())
            : "";
    var tried = "at the provider, from " + address;
    var begun = attempts.begin(new Attempt(address, List.of(new Tried(tried, Optional.empty()))));
    if (!begun.isOpen()) {
      throw new OAuth2AuthenticationException(TOO_EARLY);
    }
    try {
      var found = look(asked);
      attempts.right(begun, tried);
      return found;
    } catch (OAuth2AuthenticationException e) {
      if (isSilent(e)) {
        attempts.right(begun, tried);
      }
      throw e;
    }
  }

  private Authentication look(Authentication asked) {
    var found = checked.authenticate(asked);
    if (found == null) {
      throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_REQUEST);
    }
    return found;
  }

  private static boolean isSilent(Throwable failure) {
    return Stream.<Throwable>iterate(failure, it -> it != null, Throwable::getCause)
        .limit(20)
        .anyMatch(it -> it instanceof IOException || it instanceof HttpServerErrorException);
  }

  private static OidcAuthorizationCodeAuthenticationProvider checked() {
    var http =
        new JdkClientHttpRequestFactory(HttpClient.newBuilder().connectTimeout(PATIENCE).build());
    http.setReadTimeout(PATIENCE);
    var codes = new RestClientAuthorizationCodeTokenResponseClient();
    codes.setRestClient(
        RestClient.builder()
            .requestFactory(http)
            .configureMessageConverters(converters -> {
              converters.addCustomConverter(new FormHttpMessageConverter());
              converters.addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter());
            })
            .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
            .build());
    var tokens = new OidcIdTokenDecoderFactory();
    tokens.setJwsAlgorithmResolver(OpenIdProvider::signature);
    var checked =
        new OidcAuthorizationCodeAuthenticationProvider(
            codes, asked -> new DefaultOidcUser(AuthorityUtils.NO_AUTHORITIES, asked.getIdToken()));
    checked.setJwtDecoderFactory(tokens);
    return checked;
  }
}
