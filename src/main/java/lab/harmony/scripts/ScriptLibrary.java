package lab.harmony.scripts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.jspecify.annotations.Nullable;

/// A library of the pages' scripts on the server, in a JavaScript context of its own that sees no
/// files, no network and no Java classes.
///
/// It is loaded with the first call; one call runs at a time, and one that takes too long is ended.
public final class ScriptLibrary implements AutoCloseable {

  /// The few globals of a browser that such libraries touch. A timer runs as soon as the current
  /// call is over.
  private static final String GLOBALS =
      """
      globalThis.setTimeout = (callback, delay, ...values) => { Promise.resolve().then(() => callback(...values)); return 0; };
      globalThis.clearTimeout = () => {};
      globalThis.structuredClone = (value) => value === undefined ? undefined : JSON.parse(JSON.stringify(value));
      """;

  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("script-limit").factory());
  private final ReentrantLock lock = new ReentrantLock();
  private final Class<?> owner;
  private final String resource;
  private final Duration longest;
  private @Nullable Engine engine;
  private @Nullable Context context;

  /// @param owner whose package has the script
  /// @param longest how long a call may take
  public ScriptLibrary(Class<?> owner, String resource, Duration longest) {
    this.owner = owner;
    this.resource = resource;
    this.longest = longest;
  }

  /// What a function of the library answers, at once or by a promise, as text.
  ///
  /// @throws IllegalArgumentException with the reason if it fails or takes too long
  public String call(String function, Object... arguments) {
    lock.lock();
    try {
      var scripts = loaded();
      var limit =
          clockwork.schedule(() -> scripts.close(true), longest.toMillis(), TimeUnit.MILLISECONDS);
      try {
        var answer = scripts.eval("js", function).execute(arguments);
        return answer.canInvokeMember("then") ? outcome(answer) : answer.asString();
      } finally {
        limit.cancel(false);
      }
    } catch (PolyglotException problem) {
      if (problem.isCancelled() || problem.isResourceExhausted()) {
        forget();
      }
      throw new IllegalArgumentException(
          problem.isCancelled()
              ? "it takes longer than %d seconds".formatted(longest.toSeconds())
              : problem.getMessage(),
          problem);
    } finally {
      lock.unlock();
    }
  }

  private Context loaded() {
    var scripts = context;
    if (scripts == null) {
      engine = Engine.newBuilder("js").option("engine.WarnInterpreterOnly", "false").build();
      scripts = Context.newBuilder("js").engine(engine).build();
      scripts.eval("js", GLOBALS);
      scripts.eval(source());
      context = scripts;
    }
    return scripts;
  }

  private Source source() {
    try (var stream = owner.getResourceAsStream(resource)) {
      var script =
          new String(
              Objects.requireNonNull(stream, resource).readAllBytes(), StandardCharsets.UTF_8);
      return Source.newBuilder("js", script, resource).build();
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /// What a promise came to; the context runs its microtasks before a call from Java returns.
  private static String outcome(Value promise) {
    var kept = new String[2];
    ProxyExecutable fulfilled = values -> kept[0] = values[0].asString();
    ProxyExecutable rejected = values -> kept[1] = values[0].toString();
    promise.invokeMember("then", fulfilled, rejected);
    if (kept[0] == null) {
      throw new IllegalArgumentException(Objects.requireNonNullElse(kept[1], "it never finished"));
    }
    return kept[0];
  }

  @Override
  public void close() {
    clockwork.shutdownNow();
    lock.lock();
    try {
      forget();
    } finally {
      lock.unlock();
    }
  }

  private void forget() {
    if (context != null) {
      context.close(true);
    }
    if (engine != null) {
      engine.close(true);
    }
    context = null;
    engine = null;
  }
}
