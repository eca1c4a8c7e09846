package lab.harmony;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.net.InetAddress;
import java.net.URI;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/// A provider of OpenID Connect, Spring's own, on a port of this machine. It knows whoever a test
/// says it knows, by the password `secret`, sent to `/login`.
final class StartedProvider implements AutoCloseable {

  private final AnnotationConfigServletWebServerApplicationContext application;

  private final int port;

  /// To be started after the lab of the same process, which says for the whole of it where whoever
  /// is signed in is kept.
  StartedProvider(int port) {
    this.port = port;
    application = new AnnotationConfigServletWebServerApplicationContext();
    application.registerBean(TomcatServletWebServerFactory.class, () -> server(port));
    application.register(Provider.class);
    application.refresh();
  }

  private static TomcatServletWebServerFactory server(int port) {
    var server = new TomcatServletWebServerFactory(port);
    server.setAddress(InetAddress.getLoopbackAddress());
    server.getSettings().setRegisterDefaultServlet(true); // without a servlet nothing is filtered
    return server;
  }

  /// That of one on this port.
  static URI issuer(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  URI issuer() {
    return issuer(port);
  }

  /// Lets a lab ask it.
  ///
  /// @param consents whether people are asked whether the lab may know who they are
  void knows(String lab, int port, boolean consents) {
    application
        .getBean(InMemoryRegisteredClientRepository.class)
        .save(
            client(lab)
                .redirectUris(all -> {
                  all.clear();
                  all.add("http://127.0.0.1:%d/sign-in/back/openid".formatted(port));
                })
                .clientSettings(
                    ClientSettings.builder()
                        .requireProofKey(true)
                        .requireAuthorizationConsent(consents)
                        .build())
                .build());
  }

  /// Knows a lab by a secret that is not the one that the lab has.
  void knowsByAnotherSecret(String lab, int port) {
    knows(lab, port, false);
    var clients = application.getBean(InMemoryRegisteredClientRepository.class);
    var known = Objects.requireNonNull(clients.findByClientId(lab), lab);
    clients.save(RegisteredClient.from(known).clientSecret("{noop}another secret").build());
  }

  /// Somebody who has an account there.
  void person(String name) {
    var people = application.getBean(InMemoryUserDetailsManager.class);
    if (!people.userExists(name)) {
      people.createUser(
          User.withUsername(name).password("{noop}secret").authorities("person").build());
    }
  }

  /// What it says of people from now on, in the place of the truth.
  void says(Consumer<Map<String, Object>> claims) {
    application.getBean(Claims.class).change = claims;
  }

  void tellsTheTruth() {
    says(_ -> {});
  }

  @Override
  public void close() {
    application.close();
  }

  private static RegisteredClient.Builder client(String name) {
    return RegisteredClient.withId("lab")
        .clientId(name)
        .clientSecret("{noop}secret of the lab")
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
        .redirectUri("http://127.0.0.1/sign-in/back/openid")
        .scopes(all -> all.addAll(List.of("openid", "profile", "email")))
        .tokenSettings(
            TokenSettings.builder().idTokenSignatureAlgorithm(SignatureAlgorithm.RS256).build());
  }

  /// What tokens about people say.
  static final class Claims implements OAuth2TokenCustomizer<JwtEncodingContext> {
    private volatile Consumer<Map<String, Object>> change = _ -> {};

    @Override
    public void customize(JwtEncodingContext token) {
      if (token.getTokenType().getValue().equals("id_token")) {
        JwtClaimsSet.Builder claims = token.getClaims();
        claims.claims(all -> {
          var name = String.valueOf(all.get("sub"));
          all.put("email", name + "@example.org");
          all.put("email_verified", true);
          var changed = new HashMap<>(all);
          change.accept(changed);
          all.clear();
          all.putAll(changed);
        });
      }
    }
  }

  /// No configuration that the lab finds by itself.
  @EnableWebSecurity
  static class Provider {

    @Bean
    SecurityFilterChain chain(HttpSecurity http) throws Exception {
      return http.with(
              new OAuth2AuthorizationServerConfigurer(),
              server -> server.oidc(Customizer.withDefaults()))
          .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
          .formLogin(Customizer.withDefaults())
          .csrf(csrf -> csrf.ignoringRequestMatchers("/login"))
          .build();
    }

    @Bean
    InMemoryRegisteredClientRepository clients() {
      return new InMemoryRegisteredClientRepository(client("another").build());
    }

    @Bean
    InMemoryUserDetailsManager people() {
      return new InMemoryUserDetailsManager();
    }

    @Bean
    AuthorizationServerSettings settings() {
      return AuthorizationServerSettings.builder().build();
    }

    @Bean
    Claims claims() {
      return new Claims();
    }

    @Bean
    JwtDecoder tokens(JWKSource<SecurityContext> keys) {
      return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
    }

    @Bean
    JWKSource<SecurityContext> keys() throws NoSuchAlgorithmException {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      var pair = generator.generateKeyPair();
      return new ImmutableJWKSet<>(
          new JWKSet(
              new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                  .privateKey((RSAPrivateKey) pair.getPrivate())
                  .keyID("key")
                  .build()));
    }
  }
}
