package lab.harmony.accounts;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Says at start why the lab refuses an address, and what to do instead.
final class NotLoopbackFailureAnalyzer extends AbstractFailureAnalyzer<NotLoopbackException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, NotLoopbackException cause) {
    return new FailureAnalysis(
        cause.getMessage()
            + " It has no accounts with passwords yet, so whoever reached it could use it.",
        "Leave server.address at 127.0.0.1. To use the lab from another machine, forward the port:"
            + " ssh -L 8080:127.0.0.1:8080 <this machine>, then open the sign-in link there.",
        cause);
  }
}
