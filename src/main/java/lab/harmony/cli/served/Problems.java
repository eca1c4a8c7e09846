package lab.harmony.cli.served;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import lab.harmony.json.Json;
import lab.harmony.people.NotAllowed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/// Says what is wrong with a request of a program, in words: problem details.
/// https://www.rfc-editor.org/rfc/rfc9457
@RestControllerAdvice(basePackageClasses = Problems.class)
class Problems {

  private static final Logger log = LoggerFactory.getLogger(Problems.class);

  static void write(HttpServletResponse response, HttpStatus status, String words)
      throws IOException {
    var problem = new LinkedHashMap<String, Object>();
    problem.put("type", "about:blank");
    problem.put("title", status.getReasonPhrase());
    problem.put("status", status.value());
    problem.put("detail", words);
    response.setStatus(status.value());
    response.setContentType("application/problem+json");
    response.setHeader("Cache-Control", "no-store");
    response
        .getOutputStream()
        .write(Json.MAPPER.writeValueAsString(problem).getBytes(StandardCharsets.UTF_8));
  }

  @ExceptionHandler
  void notAllowed(NotAllowed problem, HttpServletResponse response) throws IOException {
    write(response, HttpStatus.FORBIDDEN, String.valueOf(problem.getMessage()));
  }

  @ExceptionHandler
  void wrong(IllegalArgumentException problem, HttpServletResponse response) throws IOException {
    write(response, HttpStatus.BAD_REQUEST, String.valueOf(problem.getMessage()));
  }

  @ExceptionHandler
  void other(Exception problem, HttpServletResponse response) throws IOException {
    if (problem instanceof ErrorResponse said) {
      var status = HttpStatus.valueOf(said.getStatusCode().value());
      write(response, status, String.valueOf(said.getBody().getDetail()));
      return;
    }
    log.error("A request of a program failed", problem);
    write(
        response,
        HttpStatus.INTERNAL_SERVER_ERROR,
        "Something in the lab went wrong; its log says what.");
  }
}
