package lab.harmony.analytics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
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

  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Engine engine;
  private @Nullable Context context;
  private @Nullable Value draw;

  /// The figure as an SVG document with a transparent ground, in the colours of this theme.
  ///
  /// @throws IllegalArgumentException if the specification is not valid Vega-Lite
  public String svg(ObjectNode specification, FigureTheme theme) {
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
      var outcome = new Outcome();
      loaded().execute(specification).invokeMember("then", outcome.fulfilled(), outcome.rejected());
      return outcome.value();
    } catch (PolyglotException problem) {
      throw new IllegalArgumentException(
          "the figure cannot be drawn: " + problem.getMessage(), problem);
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
    lock.lock();
    try {
      if (context != null) {
        context.close(true);
      }
      if (engine != null) {
        engine.close(true);
      }
      draw = null;
      context = null;
      engine = null;
    } finally {
      lock.unlock();
    }
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
