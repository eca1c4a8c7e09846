package lab.harmony.accounts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import lab.harmony.accounts.SignInRecord.Way;
import lab.harmony.accounts.openid.Identity;
import lab.harmony.accounts.openid.OpenIdProvider;
import lab.harmony.accounts.openid.ProviderCalls;
import lab.harmony.accounts.proof.SignInAttempts;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationToken;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2LoginAuthenticationFilter;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;

/// The way to the provider and back, by Spring Security's client: an authorization code with a
/// proof of possession (PKCE), a state and a nonce. Of what the provider answers the token about
/// the person alone is read; nothing else of it is kept, and nothing is asked of it later.
@Component
@ConditionalOnWebApplication
public class OpenIdFilters {
  private static final Logger log = LoggerFactory.getLogger(OpenIdFilters.class);

  private static final String BEGIN_ONCE_MORE =
      "That took too long, or began in another browser. Begin once more.";

  private final OpenIdProvider provider;
  private final OpenIdReturn returns;
  private final OpenIdCheck check;
  private final SignInRecord record;
  private final SecurityContextHolderStrategy contexts;

  OpenIdFilters(
      OpenIdProvider provider,
      OpenIdReturn returns,
      ProviderCalls calls,
      SignInAttempts attempts,
      SignInRecord record,
      SecurityContextHolderStrategy contexts) {
    this.provider = provider;
    this.returns = returns;
    this.check = new OpenIdCheck(provider, calls, attempts);
    this.record = record;
    this.contexts = contexts;
  }

  /// Whether it answers is found out beside the start, which does not wait for it.
  @EventListener
  void started(ApplicationReadyEvent event) {
    provider.lookSoon();
  }

  /// Adds the way to the filters of the lab, behind the one that knows who is in; nothing where no
  /// provider is named.
  public void addTo(HttpSecurity http) {
    if (provider.name().isPresent()) {
      http.addFilterAfter(toProvider(), SignInFilter.class)
          .addFilterAfter(back(), OAuth2AuthorizationRequestRedirectFilter.class);
    }
  }

  private OAuth2AuthorizationRequestRedirectFilter toProvider() {
    var filter = new OAuth2AuthorizationRequestRedirectFilter(new WithPurpose(provider));
    filter.setAuthenticationFailureHandler((request, response, failure) -> {
      log.debug("Nobody was sent to the provider", failure);
      if (OpenIdSignIn.isIn(request) && request.getParameter("for") == null) {
        response.sendRedirect("/"); // no other page makes somebody else of whoever is in
        return;
      }
      var purpose = OpenIdSignIn.purpose(request);
      away(
          purpose.isPresent() ? noAnswer() : BEGIN_ONCE_MORE,
          purpose.map(OpenIdPurpose::page).orElseGet(() -> start(request)),
          request,
          response);
    });
    return filter;
  }

  /// Remembers what somebody goes for with the request that they come back to.
  private static final class WithPurpose implements OAuth2AuthorizationRequestResolver {
    private final DefaultOAuth2AuthorizationRequestResolver usual;

    WithPurpose(OpenIdProvider provider) {
      usual = new DefaultOAuth2AuthorizationRequestResolver(provider, OpenIdSignIn.START);
      usual.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
      return with(request, usual.resolve(request));
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String client) {
      return with(request, usual.resolve(request, client));
    }

    private static @Nullable OAuth2AuthorizationRequest with(
        HttpServletRequest request, @Nullable OAuth2AuthorizationRequest asked) {
      if (asked == null) {
        return null;
      }
      var purpose =
          OpenIdSignIn.purpose(request)
              .orElseThrow(() -> new IllegalStateException("it is not known any more what for"));
      var builder =
          OAuth2AuthorizationRequest.from(asked)
              .attributes(all -> all.put(OpenIdPurpose.ATTRIBUTE, purpose));
      builder.additionalParameters(all -> {
        switch (purpose) {
          case OpenIdPurpose.SignIn _ -> {}
          // Whoever was in there last in this browser need not be who asks.
          case OpenIdPurpose.Join _, OpenIdPurpose.Link _ -> all.put("prompt", "select_account");
          case OpenIdPurpose.Prove _ -> {
            all.put("prompt", "login");
            all.put("max_age", "0");
          }
        }
      });
      return builder.build();
    }
  }

  private OAuth2LoginAuthenticationFilter back() {
    var filter =
        new OAuth2LoginAuthenticationFilter(provider, new NothingKept(), OpenIdSignIn.BACK);
    filter.setAuthenticationManager(check);
    filter.setAuthenticationResultConverter(Came::new);
    filter.setSecurityContextHolderStrategy(contexts);
    filter.setAuthenticationSuccessHandler(this::came);
    filter.setAuthenticationFailureHandler(this::failed);
    return filter;
  }

  /// Somebody who came back, and what for.
  private static final class Came extends OAuth2AuthenticationToken {
    private static final long serialVersionUID = 1L;

    private final transient OpenIdPurpose purpose;

    Came(OAuth2LoginAuthenticationToken checked) {
      super(
          Objects.requireNonNull(checked.getPrincipal(), "somebody who was checked"),
          checked.getAuthorities(),
          checked.getClientRegistration().getRegistrationId());
      purpose = OpenIdPurpose.of(checked.getAuthorizationExchange().getAuthorizationRequest());
    }
  }

  private void came(
      HttpServletRequest request, HttpServletResponse response, Authentication authentication)
      throws IOException {
    contexts.clearContext(); // nobody is in before their ticket is used
    var came = (Came) authentication;
    try {
      var identity =
          Optional.ofNullable(came.getPrincipal())
              .map(user -> ((OidcUser) user).getIdToken())
              .flatMap(Identity::of)
              .orElseThrow(() ->
                  new OpenIdReturn.Refused(
                      "%s names you in a way that the lab cannot keep.".formatted(name())));
      response.setHeader("Referrer-Policy", "no-referrer");
      response.sendRedirect(returns.back(came.purpose, identity, request));
    } catch (OpenIdReturn.Refused e) {
      away(String.valueOf(e.getMessage()), came.purpose.page(), request, response);
    }
  }

  private void failed(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    boolean wasBegunHere = failure instanceof OpenIdCheck.Failed;
    var code =
        failure instanceof OAuth2AuthenticationException said ? said.getError().getErrorCode() : "";
    var words =
        switch (code) {
          case OAuth2ErrorCodes.ACCESS_DENIED ->
              "%s was not allowed to tell the lab who you are.".formatted(name());
          case OpenIdCheck.NO_ANSWER -> noAnswer();
          case OpenIdCheck.NOT_SET_UP ->
              "%s does not take this lab as it is set up, so nobody comes in by it now. Ask an owner of the lab, whose log says more; other ways to sign in work as ever."
                  .formatted(name());
          case OpenIdCheck.TOO_EARLY ->
              "Too many attempts that were not right. Try again in a while.";
          default ->
              wasBegunHere
                  ? "%s answered what the lab cannot trust. Its log says what was wrong."
                      .formatted(name())
                  : BEGIN_ONCE_MORE;
        };
    if (!code.equals(OpenIdCheck.NO_ANSWER)
        && !code.equals(OpenIdCheck.NOT_SET_UP)
        && record.refused(Way.OPENID, Optional.empty(), request)) {
      log.warn("Nobody came in by {}: {}", name(), OneLine.of(failure));
    }
    away(
        words,
        failure instanceof OpenIdCheck.Failed back ? back.purpose().page() : start(request),
        request,
        response);
  }

  private String noAnswer() {
    return "%s does not answer now. Try again later, or come in by another way.".formatted(name());
  }

  /// Where somebody begins of whom it is not known what for.
  private static String start(HttpServletRequest request) {
    return OpenIdSignIn.isIn(request) ? "/account?openid" : "/sign-in?openid";
  }

  private static void away(
      String words, String page, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    OpenIdSignIn.say(OpenIdSaid.problem(words), request.getSession());
    response.setHeader("Referrer-Policy", "no-referrer");
    response.sendRedirect(page);
  }

  private String name() {
    return provider.name().orElseThrow();
  }

  /// What the provider would let the lab do in somebody's name is not kept.
  private static final class NothingKept implements OAuth2AuthorizedClientRepository {

    @Override
    public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
        String client, @Nullable Authentication person, HttpServletRequest request) {
      return null;
    }

    @Override
    public void saveAuthorizedClient(
        OAuth2AuthorizedClient client,
        Authentication person,
        HttpServletRequest request,
        HttpServletResponse response) {
      // see above
    }

    @Override
    public void removeAuthorizedClient(
        String client,
        @Nullable Authentication person,
        HttpServletRequest request,
        HttpServletResponse response) {
      // there is none
    }
  }
}
