package lab.harmony.accounts;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import lab.harmony.accounts.openid.OpenIdProvider;
import lab.harmony.accounts.openid.ProviderCalls;
import lab.harmony.accounts.proof.SignInAttempts;
import lab.harmony.accounts.proof.SignInAttempts.Attempt;
import lab.harmony.accounts.proof.SignInAttempts.Tried;
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
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.RestClient;

/// Takes what somebody came back with to the provider, and checks what it says of them. Whoever
/// comes back with what is not so waits longer and longer, per browser and address; that the
/// provider does not answer or does not take the lab itself, or that somebody changed their mind
/// there, counts for nothing.
final class OpenIdCheck implements AuthenticationManager {

  static final String TOO_EARLY = "too_early";
  static final String NO_ANSWER = "no_answer";

  /// The lab itself is not set up there as its settings say.
  static final String NOT_SET_UP = "not_set_up";

  private static final Duration TO_CONNECT = Duration.ofSeconds(3);
  private static final Duration TO_READ = Duration.ofSeconds(5);

  /// What a provider says that cannot say more now.
  private static final Set<String> UNABLE = Set.of("server_error", "temporarily_unavailable");

  /// What a provider says about the lab, and not about whoever comes back.
  private static final Set<String> OF_THE_LAB =
      Set.of(
          OAuth2ErrorCodes.INVALID_CLIENT,
          OAuth2ErrorCodes.UNAUTHORIZED_CLIENT,
          OAuth2ErrorCodes.UNSUPPORTED_GRANT_TYPE,
          OAuth2ErrorCodes.UNSUPPORTED_RESPONSE_TYPE,
          OAuth2ErrorCodes.INVALID_SCOPE);

  private final OpenIdProvider provider;
  private final ProviderCalls calls;
  private final SignInAttempts attempts;
  private final OidcAuthorizationCodeAuthenticationProvider checked = checked();

  OpenIdCheck(OpenIdProvider provider, ProviderCalls calls, SignInAttempts attempts) {
    this.provider = provider;
    this.calls = calls;
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
      // Whoever comes back may have written what their address says: only what the lab itself was
      // answered says something of the lab.
      var isOfTheirAddress = exchange.getAuthorizationResponse().statusError();
      throw new Failed(isOfTheirAddress ? ofTheirs(e) : error(e), purpose, e);
    }
  }

  private static OAuth2Error ofTheirs(OAuth2AuthenticationException e) {
    return UNABLE.contains(e.getError().getErrorCode()) ? new OAuth2Error(NO_ANSWER) : e.getError();
  }

  private OAuth2Error error(OAuth2AuthenticationException e) {
    if (UNABLE.contains(e.getError().getErrorCode()) || isSilent(e)) {
      return new OAuth2Error(NO_ANSWER);
    }
    if (isOfTheLab(e)) {
      provider.didNotTakeTheLab(OneLine.of(e));
      return new OAuth2Error(NOT_SET_UP);
    }
    return e.getError();
  }

  /// Whoever shares an address with somebody who tries is not held up for as long as they are.
  private Authentication slowed(Authentication asked) {
    var details =
        (WebAuthenticationDetails)
            Objects.requireNonNull(asked.getDetails(), "from where somebody asks");
    var address = String.valueOf(details.getRemoteAddress());
    var tried = "at the provider, in " + details.getSessionId();
    var begun = attempts.begin(new Attempt(address, List.of(new Tried(tried, Optional.empty()))));
    if (!begun.isOpen()) {
      throw new OAuth2AuthenticationException(TOO_EARLY);
    }
    try {
      var found = calls.ask(() -> look(asked));
      attempts.right(begun, tried);
      provider.didAnswer();
      return found;
    } catch (ProviderCalls.Full e) {
      attempts.right(begun, tried);
      throw new OAuth2AuthenticationException(new OAuth2Error(NO_ANSWER), e);
    } catch (OAuth2AuthenticationException | ProviderCalls.NoAnswer e) {
      if (isOfTheLab(e)) {
        attempts.right(begun, tried);
      } else if (!isSilent(e)) {
        provider.didAnswer();
      } else {
        attempts.right(begun, tried);
        provider.didNotAnswer(OneLine.of(e));
        throw new OAuth2AuthenticationException(new OAuth2Error(NO_ANSWER), e);
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
    return causes(failure)
        .anyMatch(it ->
            it instanceof IOException
                || it instanceof HttpServerErrorException
                || it instanceof HttpClientErrorException.TooManyRequests);
  }

  /// What is wrong with what somebody brought is said with the status 400; any other is about
  /// whoever brings it, which is the lab.
  private static boolean isOfTheLab(Throwable failure) {
    return !isSilent(failure)
        && causes(failure)
            .anyMatch(it ->
                it instanceof HttpClientErrorException
                    || (it instanceof OAuth2AuthenticationException said
                        && OF_THE_LAB.contains(said.getError().getErrorCode())));
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.<Throwable>iterate(failure, it -> it != null, Throwable::getCause).limit(20);
  }

  private static OidcAuthorizationCodeAuthenticationProvider checked() {
    var http =
        new JdkClientHttpRequestFactory(HttpClient.newBuilder().connectTimeout(TO_CONNECT).build());
    http.setReadTimeout(TO_READ);
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
