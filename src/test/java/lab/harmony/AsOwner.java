package lab.harmony;

import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import lab.harmony.people.People;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.test.context.support.WithSecurityContext;
import org.springframework.security.test.context.support.WithSecurityContextFactory;

/// A test whose screens are seen by the owner of its lab.
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@WithSecurityContext(factory = AsOwner.Factory.class)
@interface AsOwner {

  /// Signs in as a sign-in link does.
  final class Factory implements WithSecurityContextFactory<AsOwner> {
    private final People people;

    Factory(People people) {
      this.people = people;
    }

    @Override
    public SecurityContext createSecurityContext(AsOwner annotation) {
      var context = SecurityContextHolder.createEmptyContext();
      context.setAuthentication(
          UsernamePasswordAuthenticationToken.authenticated(
              people.localId().value(), null, AuthorityUtils.createAuthorityList("ROLE_PERSON")));
      return context;
    }
  }
}
