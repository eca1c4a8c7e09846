package lab.harmony.shell;

import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import lab.harmony.accounts.OpenIdFilters;
import lab.harmony.accounts.SignInFilter;
import lab.harmony.accounts.SignOut;
import lab.harmony.people.People;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer.AuthorizedUrl;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.HeaderWriterFilter;

/// Who may ask for what, and what a browser may do with the answer.
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class SecurityConfiguration {
  @Bean
  SecurityFilterChain security(
      HttpSecurity http,
      SignInFilter signIn,
      SignOut signOut,
      OpenIdFilters openId,
      People people,
      SecurityContextHolderStrategy contexts)
      throws Exception {
    http.authorizeHttpRequests(requests ->
            requests
                .requestMatchers(
                    "/lab/**",
                    "/styles/**",
                    "/aura/**",
                    "/shared/*",
                    "/guest-begin/*",
                    "/guest-pictures/*",
                    "/favicon.ico")
                .permitAll())
        .with(
            VaadinSecurityConfigurer.vaadin(),
            vaadin ->
                vaadin
                    .loginView("/sign-in", "/sign-in")
                    .addLogoutHandler(signOut)
                    .anyRequest(AuthorizedUrl::authenticated))
        .addFilterAfter(new LateGoodbye(), HeaderWriterFilter.class)
        .addFilterAfter(signIn, LateGoodbye.class)
        .addFilterAfter(new EndedSessions(people, contexts), SignInFilter.class)
        .headers(headers -> {
          headers.withObjectPostProcessor(new HeadersFirst());
          BrowserRules.apply(headers);
        });
    openId.addTo(http);
    return http.build();
  }

  /// The security chain runs the filter; the container must not run it a second time.
  @Bean
  FilterRegistrationBean<SignInFilter> onlyInTheSecurityChain(SignInFilter filter) {
    var registration = new FilterRegistrationBean<>(filter);
    registration.setEnabled(false);
    return registration;
  }

  /// Vaadin commits its pages past the point where headers would be added.
  private static final class HeadersFirst implements ObjectPostProcessor<HeaderWriterFilter> {
    @Override
    public <F extends HeaderWriterFilter> F postProcess(F filter) {
      filter.setShouldWriteHeadersEagerly(true);
      return filter;
    }
  }
}
