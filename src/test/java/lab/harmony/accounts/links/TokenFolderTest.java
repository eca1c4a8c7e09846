package lab.harmony.accounts.links;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class TokenFolderTest {
  private static final Instant START = Instant.parse("2026-03-01T09:00:00Z");

  @TempDir Path folder;
  private TokenFolder tokens;

  @BeforeEach
  void create() {
    tokens = at(START);
  }

  @Test
  void aTokenStandsForItsPersonUntilItIsConsumed() {
    var token = tokens.issue("Ada");
    assertThat(tokens.person(token)).contains("Ada");
    assertThat(tokens.consume(token)).contains("Ada");
    assertThat(tokens.consume(token)).isEmpty();
    assertThat(tokens.person(token)).isEmpty();
  }

  @Test
  void nobodyButItsOwnerMayReadOrEnter() throws IOException {
    var secrets =
        new TokenFolder(folder.resolve("secrets"), Duration.ofHours(1), Clock.systemUTC());
    secrets.issue("Ada");
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("secrets"))))
        .isEqualTo("rwx------");
    try (var files = Files.list(folder.resolve("secrets"))) {
      assertThat(files)
          .hasSize(1)
          .allSatisfy(file ->
              assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                  .isEqualTo("rw-------"));
    }
  }

  @Test
  void aTokenExpires() {
    var token = tokens.issue("Ada");
    assertThat(at(START.plusSeconds(3599)).person(token)).contains("Ada");
    assertThat(at(START.plusSeconds(3600)).person(token)).isEmpty();
  }

  @Test
  void whoReadsTheFolderLearnsNoToken() throws IOException {
    var token = tokens.issue("Ada");
    try (var files = Files.list(folder)) {
      assertThat(files)
          .allSatisfy(file -> {
            assertThat(file.getFileName().toString()).doesNotContain(token);
            assertThat(file).content().doesNotContain(token);
          });
    }
  }

  @Test
  void expiredTokensAreRemovedWhenTheNextIsIssued() throws IOException {
    tokens.issue("Ada");
    at(START.plus(Duration.ofDays(2))).issue("Ada");
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void anUnknownTokenIsNobody() {
    assertThat(tokens.consume("guess")).isEmpty();
    assertThat(tokens.consume("../../etc/passwd")).isEmpty();
  }

  @Test
  void onlyOneOfManyWhoTryAtOnceGetsIn() throws InterruptedException, ExecutionException {
    var token = tokens.issue("Ada");
    Callable<Boolean> attempt = () -> tokens.consume(token).isPresent();
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      var successes = 0;
      for (var result : pool.invokeAll(Collections.nCopies(16, attempt))) {
        successes += result.get() ? 1 : 0;
      }
      assertThat(successes).isEqualTo(1);
    }
  }

  private TokenFolder at(Instant instant) {
    return new TokenFolder(folder, Duration.ofHours(1), Clock.fixed(instant, ZoneOffset.UTC));
  }
}
