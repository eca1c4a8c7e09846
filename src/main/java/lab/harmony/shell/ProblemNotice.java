package lab.harmony.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.ErrorHandler;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import lab.harmony.backup.scheduled.StorageSentences;
import lab.harmony.design.Notice;
import lab.harmony.people.NotAllowed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// What happens when the lab itself fails: logged once with a reference, one calm notice. What
/// somebody may not do is said to them alone.
@Component
final class ProblemNotice implements VaadinServiceInitListener, ErrorHandler {
  private static final long serialVersionUID = 1L;
  private static final Logger log = LoggerFactory.getLogger(ProblemNotice.class);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final transient StorageSentences storage;

  private final transient OpenPages pages;

  ProblemNotice(StorageSentences storage, OpenPages pages) {
    this.storage = storage;
    this.pages = pages;
  }

  @Override
  public void serviceInit(ServiceInitEvent event) {
    event.getSource().addSessionInitListener(init -> init.getSession().setErrorHandler(this));
  }

  @Override
  public void error(ErrorEvent event) {
    var notAllowed = notAllowed(event.getThrowable());
    if (notAllowed.isPresent()) {
      pages.refused(notAllowed.get());
      return;
    }
    var reference = log(event.getThrowable());
    var ui = UI.getCurrent();
    if (ui != null) {
      var words =
          storage
              .of(event.getThrowable())
              .map("That did not work. "::concat)
              .orElse(
                  "That did not work, and it is the lab's fault. Nothing saved was lost. Reference %s, with details in the log."
                      .formatted(reference));
      ui.access(() -> Notice.problem(words));
    }
  }

  /// What somebody asked for and may not, if that is what a failure is about.
  static Optional<NotAllowed> notAllowed(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .flatMap(it -> it instanceof NotAllowed problem ? Stream.of(problem) : Stream.empty())
        .findFirst();
  }

  /// Logs a failure and answers the reference under which it is found.
  static String log(Throwable problem) {
    var reference = HexFormat.of().toHexDigits(RANDOM.nextInt());
    log.error("problem {}", reference, problem);
    return reference;
  }
}
