package lab.harmony.shell;

import com.vaadin.flow.server.auth.AccessCheckResult;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import com.vaadin.flow.server.auth.NavigationAccessChecker;
import com.vaadin.flow.server.auth.NavigationContext;
import com.vaadin.flow.spring.security.NavigationAccessControlConfigurer;
import java.security.Principal;
import java.util.Optional;
import lab.harmony.people.Actor;
import lab.harmony.people.PersonId;
import lab.harmony.people.Rights;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/// Lets people to the screens that their role may see, asked anew at each navigation: see
/// [lab.harmony.people.Needs].
@Component
final class ScreenRights implements NavigationAccessChecker {
  private static final long serialVersionUID = 1L;

  private final transient ObjectProvider<Rights> rights;

  ScreenRights(ObjectProvider<Rights> rights) {
    this.rights = rights;
  }

  @Override
  public AccessCheckResult check(NavigationContext to) {
    var screen = to.getNavigationTarget();
    if (to.isErrorHandling()) {
      return to.getPrincipal() == null ? to.deny("nobody is signed in") : to.allow();
    }
    if (screen.isAnnotationPresent(AnonymousAllowed.class)) {
      return to.allow();
    }
    return Doors.needs(screen)
            .filter(right ->
                actor(to.getPrincipal())
                    .filter(who -> rights.getObject().may(who, right))
                    .isPresent())
            .isPresent()
        ? to.allow()
        : to.deny("the screen is not for this role");
  }

  private static Optional<Actor> actor(@org.jspecify.annotations.Nullable Principal principal) {
    return Optional.ofNullable(principal)
        .flatMap(it -> PersonId.parse(it.getName()))
        .map(Actor::new);
  }

  /// Nothing else says who may see a screen.
  @Configuration(proxyBeanMethods = false)
  static class OfAllScreens {
    @Bean
    static NavigationAccessControlConfigurer screensByRight(ScreenRights screens) {
      return new NavigationAccessControlConfigurer().withNavigationAccessChecker(screens);
    }
  }
}
