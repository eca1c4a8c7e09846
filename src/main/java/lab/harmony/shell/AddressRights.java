package lab.harmony.shell;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import lab.harmony.people.Actor;
import lab.harmony.people.Needs;
import lab.harmony.people.NotAllowed;
import lab.harmony.people.OpenToAll;
import lab.harmony.people.PersonId;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.autoconfigure.error.BasicErrorController;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Answers at the addresses of pictures, files and reports to those whose role may have them: what
/// [Needs] says at the method that answers, or else at its class. One that says nothing answers
/// nobody.
@Configuration(proxyBeanMethods = false)
class AddressRights implements WebMvcConfigurer, HandlerInterceptor {

  private final Rights rights;

  AddressRights(Rights rights) {
    this.rights = rights;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this);
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
      throws IOException {
    if (!(handler instanceof HandlerMethod method) || open(method)) {
      return true;
    }
    var who = actor(request);
    if (who.isEmpty()) {
      refuse(response, HttpServletResponse.SC_UNAUTHORIZED, "Sign in to see this.");
      return false;
    }
    try {
      rights.require(who.get(), needs(method));
      return true;
    } catch (NotAllowed notAllowed) {
      refuse(response, HttpServletResponse.SC_FORBIDDEN, String.valueOf(notAllowed.getMessage()));
      return false;
    }
  }

  private static boolean open(HandlerMethod method) {
    return method.getBean() instanceof BasicErrorController
        || find(method, OpenToAll.class).isPresent();
  }

  /// What an address needs.
  ///
  /// @throws IllegalStateException if it does not say so
  private static Right needs(HandlerMethod method) {
    return find(method, Needs.class)
        .map(Needs::value)
        .orElseThrow(
            () -> new IllegalStateException("%s does not say what it needs".formatted(method)));
  }

  private static <A extends java.lang.annotation.Annotation> Optional<A> find(
      HandlerMethod method, Class<A> annotation) {
    var own = method.getMethodAnnotation(annotation);
    return Optional.ofNullable(
        own != null
            ? own
            : AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), annotation));
  }

  private static Optional<Actor> actor(HttpServletRequest request) {
    var principal = request.getUserPrincipal();
    return Optional.ofNullable(principal)
        .flatMap(it -> PersonId.parse(it.getName()))
        .map(Actor::new);
  }

  private static void refuse(HttpServletResponse response, int status, @Nullable String words)
      throws IOException {
    response.setStatus(status);
    response.setContentType("text/plain;charset=utf-8");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.getOutputStream().write(String.valueOf(words).getBytes(StandardCharsets.UTF_8));
  }
}
