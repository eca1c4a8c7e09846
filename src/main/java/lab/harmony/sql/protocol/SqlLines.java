package lab.harmony.sql.protocol;

import lab.harmony.json.JsonMessages;

/// Requests and events as single lines of JSON.
public final class SqlLines {

  private static final JsonMessages<SqlRequest> REQUESTS = new JsonMessages<>(SqlRequest.class);
  private static final JsonMessages<SqlEvent> EVENTS = new JsonMessages<>(SqlEvent.class);

  private SqlLines() {}

  public static String line(SqlRequest request) {
    return REQUESTS.line(request);
  }

  public static String line(SqlEvent event) {
    return EVENTS.line(event);
  }

  /// @throws lab.harmony.json.JsonProblem if the line is no request; the message says why
  public static SqlRequest request(String line) {
    return REQUESTS.message(line);
  }

  /// @throws lab.harmony.json.JsonProblem if the line is no event; the message says why
  public static SqlEvent event(String line) {
    return EVENTS.message(line);
  }
}
