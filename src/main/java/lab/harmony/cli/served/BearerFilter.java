package lab.harmony.cli.served;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import lab.harmony.accounts.tokens.AccessToken;
import lab.harmony.accounts.tokens.AccessTokens;
import lab.harmony.people.Rights;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.web.filter.OncePerRequestFilter;

/// Lets in whoever sends a token, as its person and with its rights at most. No session begins.
final class BearerFilter extends OncePerRequestFilter {

  /// The attribute of a request that has its token.
  static final String TOKEN = "lab.harmony.token";

  private static final String SCHEME = "Bearer ";

  private final AccessTokens tokens;
  private final TokenAttempts attempts;
  private final SecurityContextHolderStrategy contexts;

  BearerFilter(
      AccessTokens tokens, TokenAttempts attempts, SecurityContextHolderStrategy contexts) {
    this.tokens = tokens;
    this.attempts = attempts;
    this.contexts = contexts;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!request.isSecure()
        && !InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress()) {
      Problems.write(
          response,
          HttpStatus.FORBIDDEN,
          "A token goes over an encrypted line only; this one was not. Make another in its place.");
      return;
    }
    var secret =
        Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
            .filter(it -> it.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
            .map(it -> it.substring(SCHEME.length()).strip());
    if (secret.isEmpty()) {
      refuse(response, "A token is needed here, in the header Authorization: Bearer TOKEN.");
      return;
    }
    var token = tokens.use(secret.get());
    if (token.isEmpty()) {
      refuse(request, response);
      return;
    }
    go(token.get(), request, response, chain);
  }

  private void go(
      AccessToken token,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws ServletException, IOException {
    var context = contexts.createEmptyContext();
    context.setAuthentication(
        UsernamePasswordAuthenticationToken.authenticated(
            token.person().value(), null, AuthorityUtils.createAuthorityList("ROLE_TOKEN")));
    contexts.setContext(context);
    request.setAttribute(TOKEN, token);
    try {
      Rights.<Boolean, Exception>within(
          token.rights(),
          () -> {
            chain.doFilter(request, response);
            return true;
          });
    } catch (IOException | ServletException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new ServletException(e);
    } finally {
      contexts.clearContext();
    }
  }

  /// Whoever has a good token waits for nobody, also beside somebody who guesses.
  private void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
    var wait = attempts.wrong(request.getRemoteAddr());
    if (wait.isPresent()) {
      long seconds = wait.get().toSeconds() + 1;
      response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
      Problems.write(
          response,
          HttpStatus.TOO_MANY_REQUESTS,
          "Too many wrong tokens came from %s. Try again in %d s."
              .formatted(request.getRemoteAddr(), seconds));
      return;
    }
    refuse(
        response,
        "This token is worth nothing: it is not known, has expired, or was revoked. Make another"
            + " in your account.");
  }

  private static void refuse(HttpServletResponse response, String words) throws IOException {
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"Harmony Lab\"");
    Problems.write(response, HttpStatus.UNAUTHORIZED, words);
  }
}
