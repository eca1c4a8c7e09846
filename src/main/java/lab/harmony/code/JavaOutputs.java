package lab.harmony.code;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import lab.harmony.kernel.protocol.KernelEvent;
import lab.harmony.notebooks.document.Output;
import tools.jackson.databind.JsonNode;

/// What a cell has printed and shown so far, as nbformat has it.
final class JavaOutputs {

  /// How many results a cell has at most, and how many characters all of them together.
  private static final int MOST = 500;

  private static final long LARGEST = 16L << 20;

  private final String cell;
  private final String code;
  private final Consumer<List<Output>> seen;
  private final List<Part> parts = new ArrayList<>();
  private final Map<String, Integer> named = new HashMap<>();
  private long size;
  private int left;

  private sealed interface Part {
    Output output();
  }

  /// Text that goes on.
  private record Printed(String name, StringBuilder text) implements Part {
    @Override
    public Output output() {
      return new Output.Stream(name, text.toString());
    }
  }

  private record Whole(Output output) implements Part {}

  /// @param code of the cell
  /// @param seen is given all of it whenever there is more
  JavaOutputs(String cell, String code, Consumer<List<Output>> seen) {
    this.cell = cell;
    this.code = code;
    this.seen = seen;
  }

  /// Takes what its kernel tells.
  void take(KernelEvent event) {
    if (took(event)) {
      seen.accept(all());
    }
  }

  private synchronized boolean took(KernelEvent event) {
    return switch (event) {
      case KernelEvent.Stream(_, var name, var text) -> print(name, text);
      case KernelEvent.ExecuteResult(_, var data) ->
          show(new Output.Display(ShownForms.of(data), true));
      case KernelEvent.DisplayData(_, var name, var data) -> {
        var shown = show(new Output.Display(ShownForms.of(data)));
        if (shown) {
          name.ifPresent(it -> named.put(it, parts.size() - 1));
        }
        yield shown;
      }
      case KernelEvent.UpdateDisplayData(_, var name, var data) -> update(name, data);
      case KernelEvent.Error error -> show(JavaFailure.of(error, cell, code));
      case KernelEvent.KernelInfo _,
          KernelEvent.ExecuteReply _,
          KernelEvent.CompleteReply _,
          KernelEvent.InspectReply _ ->
          false;
    };
  }

  /// Says something of the cell itself.
  synchronized void note(List<String> lines) {
    lines.forEach(line -> print("stderr", line + "\n"));
  }

  /// Says why it is not finished.
  synchronized void fail(String name, String sentence) {
    parts.add(new Whole(Output.Failure.of(name, sentence)));
  }

  private boolean print(String stream, String text) {
    var name = stream.equals("stderr") ? stream : "stdout";
    if (size + text.length() > LARGEST) {
      left++;
      return true;
    }
    if (parts.isEmpty()
        || !(parts.getLast() instanceof Printed(var before, _) && before.equals(name))) {
      if (parts.size() >= MOST) {
        left++;
        return true;
      }
      parts.add(new Printed(name, new StringBuilder()));
    }
    if (parts.getLast() instanceof Printed(_, var soFar)) {
      soFar.append(text);
    }
    size += text.length();
    return true;
  }

  /// @return whether it has its place
  private boolean show(Output output) {
    var more = size(output);
    if (!(output instanceof Output.Failure) && (parts.size() >= MOST || size + more > LARGEST)) {
      left++;
      return false;
    }
    size += more;
    parts.add(new Whole(output));
    return true;
  }

  private boolean update(String name, Map<String, String> data) {
    var place = Optional.ofNullable(named.get(name));
    if (place.isEmpty()) {
      return false;
    }
    var before = parts.get(place.get());
    var now = new Output.Display(ShownForms.of(data));
    var grown = size + size(now) - size(before.output());
    if (grown > LARGEST) {
      left++;
      return false;
    }
    size = grown;
    parts.set(place.get(), new Whole(now));
    return true;
  }

  private static long size(Output output) {
    return switch (output) {
      case Output.Display display ->
          display.data().values().stream().mapToLong(JavaOutputs::size).sum();
      case Output.Stream(_, var text) -> text.length();
      case Output.Failure(_, var message, var trace) ->
          message.length() + trace.stream().mapToLong(String::length).sum();
    };
  }

  private static long size(JsonNode form) {
    return form.isString() ? form.stringValue().length() : form.toString().length();
  }

  /// All of it, with how much was left out.
  synchronized List<Output> all() {
    var all = new ArrayList<>(parts.stream().map(Part::output).toList());
    if (left > 0) {
      all.add(
          new Output.Stream(
              "stderr",
              "… %,d further outputs were left out: a cell keeps %d and 16 MB of them.\n"
                  .formatted(left, MOST)));
    }
    return List.copyOf(all);
  }
}
