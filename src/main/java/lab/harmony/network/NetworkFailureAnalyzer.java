package lab.harmony.network;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Says at start why the lab does not answer as it was told to, and what to do instead.
final class NetworkFailureAnalyzer extends AbstractFailureAnalyzer<NetworkProblem> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, NetworkProblem cause) {
    return new FailureAnalysis(cause.what(), cause.remedy(), cause);
  }
}
