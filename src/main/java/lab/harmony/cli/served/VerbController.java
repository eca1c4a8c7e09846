package lab.harmony.cli.served;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Semaphore;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.cli.ServedVerbs;
import lab.harmony.cli.remote.VerbCall;
import lab.harmony.cli.remote.VerbLine;
import lab.harmony.people.OpenToAll;
import lab.harmony.people.Rights;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/// Does verbs for people on other machines, in their names: each needs the right that the same verb
/// needs here, which the address does not know and asks for itself. Answers line by line while the
/// verb works.
@OpenToAll
@RestController
class VerbController {

  private static final int AT_ONCE = 32;

  private final ConfigurableApplicationContext lab;
  private final CurrentPerson person;
  private final Rights rights;
  private final Semaphore free = new Semaphore(AT_ONCE);

  VerbController(ConfigurableApplicationContext lab, CurrentPerson person, Rights rights) {
    this.lab = lab;
    this.person = person;
    this.rights = rights;
  }

  @PostMapping(value = VerbCall.ADDRESS, consumes = "application/zip")
  void call(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (!free.tryAcquire()) {
      throw new ResponseStatusException(
          HttpStatus.TOO_MANY_REQUESTS,
          "The lab does %d verbs for others already; try again when one is over."
              .formatted(AT_ONCE));
    }
    try (var files = CallFolder.read(request.getInputStream())) {
      answer(files, response);
    } finally {
      free.release();
    }
  }

  private void answer(CallFolder files, HttpServletResponse response) throws IOException {
    var words = files.call().words().toArray(String[]::new);
    var served = new ServedVerbs(lab);
    // Before anything is said: whoever may not gets no usage either.
    var needed = served.needs(files::path, words);
    rights.require(person.actor(), needed);
    response.setContentType("application/x-ndjson");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Accel-Buffering", "no");
    try (var answer = new VerbAnswer(response.getOutputStream())) {
      var out = new PrintWriter(answer.text(text -> VerbLine.out(files.named(text))), true);
      var err = new PrintWriter(answer.text(text -> VerbLine.err(files.named(text))), true);
      int code = served.execute(files::path, out, err, answer.raw(), words);
      out.flush();
      err.flush();
      if (code == 0) {
        for (var one : files.written().entrySet()) {
          answer.send(one.getKey(), one.getValue());
        }
      }
      answer.send(VerbLine.exit(code));
    }
  }
}
