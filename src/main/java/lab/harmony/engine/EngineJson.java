package lab.harmony.engine;

import lab.harmony.json.JsonMessages;

/// Requests and events as single lines of JSON, told apart by their `type`.
final class EngineJson {

  private static final JsonMessages<EngineRequest> REQUESTS =
      new JsonMessages<>(EngineRequest.class);
  private static final JsonMessages<EngineEvent> EVENTS = new JsonMessages<>(EngineEvent.class);

  private EngineJson() {}

  static String line(EngineRequest request) {
    return REQUESTS.line(request);
  }

  static String line(EngineEvent event) {
    return EVENTS.line(event);
  }

  /// @throws lab.harmony.json.JsonProblem if the line is no request; the message says why
  static EngineRequest request(String line) {
    return REQUESTS.message(line);
  }

  /// @throws lab.harmony.json.JsonProblem if the line is no event; the message says why
  static EngineEvent event(String line) {
    return EVENTS.message(line);
  }
}
