package lab.harmony.kernel.protocol;

import lab.harmony.json.JsonMessages;

/// Requests and events as single lines of JSON.
public final class KernelLines {

  private static final JsonMessages<KernelRequest> REQUESTS =
      new JsonMessages<>(KernelRequest.class);
  private static final JsonMessages<KernelEvent> EVENTS = new JsonMessages<>(KernelEvent.class);

  private KernelLines() {}

  public static String line(KernelRequest request) {
    return REQUESTS.line(request);
  }

  public static String line(KernelEvent event) {
    return EVENTS.line(event);
  }

  /// @throws lab.harmony.json.JsonProblem if the line is no request; the message says why
  public static KernelRequest request(String line) {
    return REQUESTS.message(line);
  }

  /// @throws lab.harmony.json.JsonProblem if the line is no event; the message says why
  public static KernelEvent event(String line) {
    return EVENTS.message(line);
  }
}
