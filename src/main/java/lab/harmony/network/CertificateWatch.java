package lab.harmony.network;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.ssl.SslBundleRegistrar;
import org.springframework.boot.ssl.SslBundleRegistry;
import org.springframework.stereotype.Component;

/// Gives the server the lab's certificate as a bundle of Spring's, and the next one when its files
/// change: browsers that come from then on get it, those that are in stay in. What cannot be used
/// is told, and the certificate of before stays.
@Component
@ConditionalOnWebApplication
class CertificateWatch implements SslBundleRegistrar {

  /// What the server asks for.
  static final String BUNDLE = "harmony-lab";

  private static final Logger log = LoggerFactory.getLogger(CertificateWatch.class);
  private static final long LOOK_SECONDS = 5;
  private static final Duration SOON = Duration.ofDays(14);

  private final Optional<TlsFiles> files;
  private final Reach reach;
  private final Clock clock;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("certificate").factory());

  private @Nullable SslBundleRegistry registry;
  private @Nullable LabCertificate current;
  private List<Stamp> read = List.of();
  private List<Stamp> seen = List.of();
  private LocalDate warned = LocalDate.MIN;

  /// A file as it is now.
  private record Stamp(Path real, long size, FileTime changed) {}

  CertificateWatch(Reach reach, Clock clock) {
    this.reach = reach;
    this.files = reach.tls();
    this.clock = clock;
  }

  @Override
  public synchronized void registerBundles(SslBundleRegistry bundles) {
    if (files.isEmpty()) {
      return;
    }
    read = stamps();
    seen = read;
    try {
      use(CertificateReader.read(files.get()));
    } catch (CertificateReader.Unreadable e) {
      throw new NetworkProblem(
          "The lab needs a certificate with its key, got %s.".formatted(e.getMessage()),
          "Mend the files that harmony.tls.… names, or make new ones with ./lab start --team.");
    }
    registry = bundles;
    bundles.registerBundle(BUNDLE, current().bundle());
    looks.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
  }

  private LabCertificate current() {
    if (current == null) {
      throw new IllegalStateException("no certificate was read yet");
    }
    return current;
  }

  private void use(LabCertificate certificate) {
    current = certificate;
    log.info("The lab shows its {}.", certificate);
    reach
        .stated()
        .map(URI::getHost)
        .filter(host -> !certificate.isFor(host))
        .ifPresent(host ->
            log.warn(
                "The certificate is for {}, and people are to reach the lab at {}: their browsers"
                    + " will warn them.",
                certificate.names(),
                host));
  }

  /// Takes new files once they rest: two of them are not replaced in one moment.
  synchronized void look() {
    try {
      warnBeforeTheEnd();
      var now = stamps();
      var rests = now.equals(seen);
      seen = now;
      if (rests && !now.equals(read)) {
        read = now;
        replace();
      }
    } catch (RuntimeException e) {
      log.error("The certificate could not be replaced; the one of before stays.", e);
    }
  }

  private void replace() {
    try {
      var next = CertificateReader.read(files.orElseThrow());
      if (next.endedBy(clock.instant()) && !current().endedBy(clock.instant())) {
        log.warn(
            "The new certificate is not used: it ended on {}. The lab goes on with the one of"
                + " before, which ends on {}.",
            next.ends(),
            current().ends());
        return;
      }
      if (registry != null) {
        registry.updateBundle(BUNDLE, next.bundle());
      }
      use(next);
    } catch (CertificateReader.Unreadable e) {
      log.warn(
          "The new certificate is not used: {}. The lab goes on with the one of before, which ends"
              + " on {}. Mend the files; they are read again when they change.",
          e.getMessage(),
          current().ends());
    }
  }

  private void warnBeforeTheEnd() {
    var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    if (current().endedBy(clock.instant().plus(SOON)) && warned.isBefore(today)) {
      warned = today;
      log.warn(
          "The lab's certificate ends on {}. Put a new one in the place of {}.",
          current().ends(),
          files.orElseThrow());
    }
  }

  private List<Stamp> stamps() {
    return files.stream()
        .flatMap(all -> all.files().stream())
        .map(CertificateWatch::stamp)
        .toList();
  }

  private static Stamp stamp(Path file) {
    try {
      return new Stamp(file.toRealPath(), Files.size(file), Files.getLastModifiedTime(file));
    } catch (IOException e) {
      return new Stamp(file, -1, FileTime.fromMillis(0));
    }
  }

  @PreDestroy
  void close() {
    looks.shutdownNow();
  }
}
