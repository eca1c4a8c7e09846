package lab.harmony.cli.served;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.cli.ServedVerbs;
import lab.harmony.cli.remote.VerbCall;
import lab.harmony.cli.remote.VerbLine;
import lab.harmony.people.OpenToAll;
import lab.harmony.people.Rights;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Does verbs for people on other machines, in their names: each needs the right that the same verb
/// needs here, which the address does not know and asks for itself. Answers line by line while the
/// verb works.
@OpenToAll
@RestController
class VerbController {

  private final ConfigurableApplicationContext lab;
  private final CurrentPerson person;
  private final Rights rights;
  private final VerbSlots slots = new VerbSlots();

  VerbController(ConfigurableApplicationContext lab, CurrentPerson person, Rights rights) {
    this.lab = lab;
    this.person = person;
    this.rights = rights;
  }

  @PostMapping(value = VerbCall.ADDRESS, consumes = "application/zip")
  void call(HttpServletRequest request, HttpServletResponse response) throws IOException {
    var actor = person.actor();
    try (var _ = slots.take(actor.person());
        var files = CallFolder.open(request.getInputStream())) {
      var served = new ServedVerbs(lab);
      // Before anything else is read or said: whoever may not sends no files and gets no usage.
      rights.require(actor, served.needs(files::path, words(files)));
      files.receive();
      answer(served, files, response);
    }
  }

  private static String[] words(CallFolder files) {
    return files.call().words().toArray(String[]::new);
  }

  private static void answer(ServedVerbs served, CallFolder files, HttpServletResponse response)
      throws IOException {
    response.setContentType("application/x-ndjson");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Accel-Buffering", "no");
    try (var answer = new VerbAnswer(response.getOutputStream())) {
      var out = new PrintWriter(answer.text(text -> VerbLine.out(files.named(text))), true);
      var err = new PrintWriter(answer.text(text -> VerbLine.err(files.named(text))), true);
      int code = served.execute(files::path, out, err, answer.raw(), words(files));
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
