package lab.harmony.cli.terminal;

import lab.harmony.backup.scheduled.StorageSentence;
import lab.harmony.workspace.HarmonySettings;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/// Keeps Spring's report of beans from people when the cause is their disk or their database; the
/// command says the sentence that helps.
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StartFailure implements SpringBootExceptionReporter {

  private final ConfigurableApplicationContext context;

  StartFailure(ConfigurableApplicationContext context) {
    this.context = context;
  }

  @Override
  public boolean reportException(Throwable failure) {
    var sentence = StorageSentence.of(failure, HarmonySettings.of(context.getEnvironment()));
    sentence.ifPresent(words -> LoggerFactory.getLogger(getClass()).debug(words, failure));
    return sentence.isPresent();
  }
}
