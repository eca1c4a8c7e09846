package lab.harmony.accounts.openid;

import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/// What is asked of the provider while somebody waits: a few questions at once, and none for long.
/// Whoever would be one more than that is told at once that it does not answer, so that a provider
/// that hangs takes up no more of the lab than those few.
@Component
public class ProviderCalls {

  static final int AT_ONCE = 8;

  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private final Duration patience;
  private final Semaphore places = new Semaphore(AT_ONCE);

  public ProviderCalls() {
    this(PATIENCE);
  }

  ProviderCalls(Duration patience) {
    this.patience = patience;
  }

  /// Nothing was answered in time.
  public static class NoAnswer extends UncheckedIOException {
    private static final long serialVersionUID = 1L;

    NoAnswer(String message) {
      super(new InterruptedIOException(message));
    }
  }

  /// Too many wait already, which says nothing about the provider.
  public static final class Full extends NoAnswer {
    private static final long serialVersionUID = 1L;

    Full() {
      super("%d others wait for it already".formatted(AT_ONCE));
    }
  }

  /// Asks, and waits for the answer.
  ///
  /// @throws NoAnswer if none comes in time
  /// @throws Full if too many wait already
  public <T> T ask(Callable<T> question) {
    if (!places.tryAcquire()) {
      throw new Full();
    }
    var asked = new FutureTask<T>(question);
    Thread.ofVirtual()
        .name("asks-the-provider")
        .start(() -> {
          try {
            asked.run();
          } finally {
            places.release();
          }
        });
    try {
      return asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new NoAnswer("no answer within %d ms".formatted(patience.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoAnswer("the lab ends");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      asked.cancel(true);
    }
  }
}
