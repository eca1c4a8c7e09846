package lab.harmony.analytics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.node.ObjectNode;

/// Draws Vega-Lite specifications as SVG with the Vega that the pages use, in a JavaScript context
/// of its own.
///
/// The library loads at the first figure (about two seconds); one figure is drawn at a time. The
/// scripts see no files, no network and no Java classes.
@Service
public final class FigureRenderer implements AutoCloseable {

  /// The few globals of a browser that Vega touches. A timer runs as soon as the current call is
  /// over.
  private static final String GLOBALS =
      """
      globalThis.setTimeout = (callback, delay, ...values) => { Promise.resolve().then(() => callback(...values)); return 0; };
      globalThis.clearTimeout = () => {};
      globalThis.structuredClone = (value) => value === undefined ? undefined : JSON.parse(JSON.stringify(value));
      """;

  /// A figure is drawn in a fraction of a second; one that takes this long is not meant well.
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("figure-limit").factory());
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Engine engine;
  private @Nullable Context context;
  private @Nullable Value draw;

  /// The figure as an SVG document with a transparent ground, in the colours of this theme.
  ///
  /// @throws IllegalArgumentException if the specification is not valid Vega-Lite, asks for more
  ///   than [FigureLimits] or takes longer than 20 seconds
  public String svg(ObjectNode specification, FigureTheme theme) {
    FigureLimits.exceeded(specification)
        .ifPresent(reason -> {
          throw new IllegalArgumentException("the figure cannot be drawn: " + reason);
        });
    var themed = specification.deepCopy();
    themed.set("config", theme.config());
    themed.put("background", "transparent");
    var drawn = svg(themed.toString());
    return labelled(drawn, specification.path("description").asString(""));
  }

  /// The figure on light ground.
  public String svg(ObjectNode specification) {
    return svg(specification, FigureTheme.LIGHT);
  }

  private String svg(String specification) {
    lock.lock();
    try {
      var drawing = loaded();
      var scripts = Objects.requireNonNull(context);
      var limit =
          clockwork.schedule(() -> scripts.close(true), LONGEST.toMillis(), TimeUnit.MILLISECONDS);
      try {
        var outcome = new Outcome();
        drawing
            .execute(specification)
            .invokeMember("then", outcome.fulfilled(), outcome.rejected());
        return outcome.value();
      } finally {
        limit.cancel(false);
      }
    } catch (PolyglotException problem) {
      if (problem.isCancelled() || problem.isResourceExhausted()) {
        forget();
      }
      throw new IllegalArgumentException(
          "the figure cannot be drawn: "
              + (problem.isCancelled()
                  ? "it takes longer than %d seconds".formatted(LONGEST.toSeconds())
                  : problem.getMessage()),
          problem);
    } finally {
      lock.unlock();
    }
  }

  private Value loaded() {
    if (draw == null) {
      engine = Engine.newBuilder("js").option("engine.WarnInterpreterOnly", "false").build();
      context = Context.newBuilder("js").engine(engine).build();
      context.eval("js", GLOBALS);
      context.eval(library());
      draw = context.eval("js", "harmonyVega.svg");
    }
    return draw;
  }

  private static Source library() {
    try (var stream = FigureRenderer.class.getResourceAsStream("vega-server.js")) {
      var script =
          new String(
              Objects.requireNonNull(stream, "vega-server.js").readAllBytes(),
              StandardCharsets.UTF_8);
      return Source.newBuilder("js", script, "vega-server.js").build();
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /// Gives the picture its text alternative, which Vega writes only into a page.
  private static String labelled(String svg, String description) {
    var text = description.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    return svg.replaceFirst(
        "<svg ", "<svg role=\"img\" aria-label=\"" + Matcher.quoteReplacement(text) + "\" ");
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
    draw = null;
    context = null;
    engine = null;
  }

  /// What a promise came to; the context runs its microtasks before a call from Java returns.
  private static final class Outcome {

    private @Nullable String svg;
    private @Nullable String problem;

    ProxyExecutable fulfilled() {
      return values -> {
        svg = values[0].asString();
        return null;
      };
    }

    ProxyExecutable rejected() {
      return values -> {
        problem = values[0].toString();
        return null;
      };
    }

    String value() {
      if (svg == null) {
        throw new IllegalArgumentException(
            "the figure cannot be drawn: "
                + Objects.requireNonNullElse(problem, "it never finished"));
      }
      return svg;
    }
  }
}
