package lab.harmony.cli.served;

import java.time.Clock;
import lab.harmony.accounts.tokens.AccessTokens;
import lab.harmony.cli.remote.VerbCall;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;

/// What begins with `/api/` is for programs with tokens, and for nobody else: no session counts
/// there and none begins, so no page of a browser can ask in somebody's name.
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class ApiSecurity {

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE + 100)
  SecurityFilterChain api(
      HttpSecurity http, AccessTokens tokens, SecurityContextHolderStrategy contexts, Clock clock)
      throws Exception {
    return http.securityMatcher("/api/**")
        .authorizeHttpRequests(requests ->
            requests
                .requestMatchers("/api/v1/me", VerbCall.ADDRESS)
                .authenticated()
                .anyRequest()
                .denyAll())
        .exceptionHandling(problems ->
            problems.accessDeniedHandler((request, response, _) ->
                Problems.write(
                    response,
                    HttpStatus.NOT_FOUND,
                    "There is nothing at %s.".formatted(request.getRequestURI()))))
        .csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .addFilterBefore(
            new BearerFilter(tokens, new TokenAttempts(clock), contexts),
            AnonymousAuthenticationFilter.class)
        .build();
  }
}
