package lab.harmony.shell;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/// What a browser may do with the lab's answers, besides [ContentPolicy].
final class BrowserRules {

  private static final long A_YEAR_IN_SECONDS = 365L * 24 * 60 * 60;

  /// The lab uses none of these, so nothing that found its way into a page can.
  private static final String NOTHING_OF =
      Stream.of(
              "accelerometer",
              "autoplay",
              "bluetooth",
              "camera",
              "display-capture",
              "geolocation",
              "gyroscope",
              "hid",
              "magnetometer",
              "microphone",
              "midi",
              "payment",
              "serial",
              "usb",
              "xr-spatial-tracking")
          .map(one -> one + "=()")
          .collect(Collectors.joining(", "));

  private BrowserRules() {}

  /// Over TLS, browsers are told to ask for nothing else at this name; other names of the domain
  /// are none of the lab's business.
  static void apply(HeadersConfigurer<?> headers) {
    headers
        .cacheControl(cache -> cache.disable())
        .contentSecurityPolicy(
            policy -> policy.policyDirectives(ContentPolicy.WITHOUT_SCRIPTS_IN_PAGES))
        .frameOptions(frame -> frame.deny())
        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
        .httpStrictTransportSecurity(
            secure -> secure.maxAgeInSeconds(A_YEAR_IN_SECONDS).includeSubDomains(false))
        .permissionsPolicyHeader(policy -> policy.policy(NOTHING_OF))
        .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
        .crossOriginResourcePolicy(policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN));
  }
}
