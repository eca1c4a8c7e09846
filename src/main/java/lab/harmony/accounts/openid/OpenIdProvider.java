package lab.harmony.accounts.openid;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import lab.harmony.people.Role;
import lab.harmony.workspace.HarmonySettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jose.jws.JwsAlgorithm;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.stereotype.Service;

/// The provider that the settings name, if they name one. Nothing is asked of it before somebody
/// starts the lab with these settings; what it says of itself is asked once it is needed, and again
/// as long as it does not answer, so that the lab starts without it.
@Service
public class OpenIdProvider implements ClientRegistrationRepository {
  private static final Logger log = LoggerFactory.getLogger(OpenIdProvider.class);

  /// What it is called in addresses.
  public static final String ID = "openid";

  private static final Duration PAUSE = Duration.ofSeconds(30);

  private final Optional<OpenIdSettings> settings;
  private final ProviderCalls calls;
  private final Clock clock;
  private final ReentrantLock looking = new ReentrantLock();
  private volatile @Nullable ClientRegistration known;
  private final AtomicBoolean answers = new AtomicBoolean(true);
  private final AtomicBoolean takesTheLab = new AtomicBoolean(true);
  private volatile Optional<Boolean> saidWhen = Optional.empty();
  private volatile Instant looked = Instant.EPOCH;

  /// That of these settings.
  public static OpenIdProvider of(HarmonySettings settings, Clock clock) {
    return new OpenIdProvider(settings, new ProviderCalls(), clock);
  }

  OpenIdProvider(HarmonySettings settings, ProviderCalls calls, Clock clock) {
    this.settings = OpenIdSettings.of(settings);
    this.calls = calls;
    this.clock = clock;
  }

  /// What people call it; empty where there is none.
  public Optional<String> name() {
    return settings.map(OpenIdSettings::name);
  }

  /// Whether it answered when it was last asked.
  public boolean answers() {
    return answers.get();
  }

  /// It did not answer about somebody. The log says it once, until it answers again.
  ///
  /// @param reason in one line
  public void didNotAnswer(String reason) {
    if (answers.getAndSet(false)) {
      log.warn(
          "{} does not answer: {}. People sign in by other ways until it does.",
          name().orElse("No provider"),
          reason);
    }
  }

  /// It answered that the lab itself is not set up there as the settings say. The log says it once,
  /// until it takes the lab again.
  ///
  /// @param reason in one line
  public void didNotTakeTheLab(String reason) {
    didAnswer();
    if (takesTheLab.getAndSet(false)) {
      log.error(
          "{} does not take the lab: {}. Compare the client id, the secret and the address to come"
              + " back to with what is registered there.",
          name().orElse("No provider"),
          reason);
    }
  }

  /// It said who somebody is.
  ///
  /// @param when whether also when they showed it
  public void said(boolean when) {
    takesTheLab.set(true);
    if (when) {
      saidWhen = Optional.of(true);
    }
  }

  /// It was asked when somebody showed who they are, and did not say.
  public void saidNoTime() {
    saidWhen = Optional.of(false);
  }

  /// Whether it says when somebody showed it who they are, as far as the lab knows: as it did, or
  /// else as it says of itself.
  public boolean saysWhen() {
    return saidWhen.orElseGet(() ->
        !(known instanceof ClientRegistration registration
                && registration
                        .getProviderDetails()
                        .getConfigurationMetadata()
                        .get("claims_supported")
                    instanceof Collection<?> claims)
            || claims.contains("auth_time"));
  }

  /// Whether an account is one at this provider, and not at one of former settings.
  public boolean knows(OpenIdLink link) {
    return settings.filter(set -> set.issuer().toString().equals(link.issuer())).isPresent();
  }

  /// It answered.
  public void didAnswer() {
    if (!answers.getAndSet(true)) {
      log.info("{} answers again.", name().orElse("No provider"));
    }
  }

  /// As what somebody comes in who is not known and has no invitation; empty where they do not.
  public Optional<Role> joinsAs(Identity identity) {
    return settings
        .flatMap(OpenIdSettings::joins)
        .filter(joins -> joins.admits(identity))
        .map(OpenIdSettings.Joins::role);
  }

  /// Finds out beside whoever asks whether it answers, unless it does or that was asked lately.
  public void lookSoon() {
    var now = clock.instant();
    if (settings.isPresent() && (known == null || !answers()) && looked.plus(PAUSE).isBefore(now)) {
      looked = now;
      Thread.startVirtualThread(() -> {
        try {
          asked(known == null ? this::look : () -> ask(settings.orElseThrow()));
        } catch (RuntimeException told) {
          log.debug("A provider does not answer", told);
        }
      });
    }
  }

  @Override
  public @Nullable ClientRegistration findByRegistrationId(String id) {
    return settings.isPresent() && id.equals(ID) ? registration() : null;
  }

  /// @throws RuntimeException if it does not answer, or says what cannot be
  private ClientRegistration registration() {
    var before = known;
    return before == null ? asked(this::look) : before;
  }

  private ClientRegistration asked(Callable<ClientRegistration> question) {
    try {
      return calls.ask(question);
    } catch (ProviderCalls.Full e) {
      throw e;
    } catch (ProviderCalls.NoAnswer e) {
      didNotAnswer(String.valueOf(e.getMessage()));
      throw e;
    }
  }

  /// One looks for all who wait.
  private ClientRegistration look() throws InterruptedException {
    looking.lockInterruptibly();
    try {
      var before = known;
      if (before != null) {
        return before;
      }
      return ask(settings.orElseThrow());
    } finally {
      looking.unlock();
    }
  }

  private ClientRegistration ask(OpenIdSettings set) {
    try {
      var builder =
          ClientRegistrations.fromOidcIssuerLocation(set.issuer().toString())
              .registrationId(ID)
              .clientName(set.name())
              .clientId(set.clientId())
              .scope("openid", "profile", "email")
              .redirectUri("{baseUrl}/sign-in/back/{registrationId}");
      set.secret()
          .ifPresentOrElse(
              builder::clientSecret,
              () -> builder.clientAuthenticationMethod(ClientAuthenticationMethod.NONE));
      var now = builder.build();
      known = now;
      didAnswer();
      return now;
    } catch (RuntimeException e) {
      didNotAnswer(
          "%s is no provider of OpenID Connect now, %s".formatted(set.issuer(), e.getMessage()));
      throw e;
    }
  }

  /// How its tokens are signed: as most do, or else as it says.
  public static JwsAlgorithm signature(ClientRegistration provider) {
    Map<String, Object> says = provider.getProviderDetails().getConfigurationMetadata();
    var known =
        says.get("id_token_signing_alg_values_supported") instanceof Collection<?> several
            ? several.stream()
                .map(name -> SignatureAlgorithm.from(String.valueOf(name)))
                .filter(algorithm -> algorithm != null)
                .toList()
            : List.<SignatureAlgorithm>of();
    return known.isEmpty() || known.contains(SignatureAlgorithm.RS256)
        ? SignatureAlgorithm.RS256
        : known.getFirst();
  }
}
