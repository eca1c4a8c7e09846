package lab.harmony.threads.ui;

import java.util.Objects;
import java.util.function.Supplier;
import lab.harmony.design.Notice;
import lab.harmony.people.NotAllowed;
import lab.harmony.threads.Posting;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// Does what somebody wants in a thread; what keeps it from being done is said in words.
final class Attempt {

  private Attempt() {}

  static Posting at(Supplier<Posting> work) {
    try {
      return work.get();
    } catch (NotAllowed e) {
      return new Posting.Refused(
          Objects.requireNonNullElse(e.getMessage(), "You may not do this."));
    } catch (DataAccessException | TransactionException e) {
      LoggerFactory.getLogger(Attempt.class).error("What was said could not be kept.", e);
      return new Posting.Refused(
          "The lab could not keep this; its disk may be full. Your text is still here: send it"
              + " again later.");
    }
  }

  /// Where a refusal has no place of its own.
  ///
  /// @return whether it was done
  static boolean orNotice(Supplier<Posting> work) {
    if (at(work) instanceof Posting.Refused(var reason)) {
      Notice.problem(reason);
      return false;
    }
    return true;
  }
}
