package lab.harmony.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;

@Tag("unit")
class StartFailureTest {

  /// The name of the class stands in `META-INF/spring.factories`, where no compiler sees it.
  @Test
  void aStartThatFailsIsToldByIt() {
    var reporters =
        SpringFactoriesLoader.forDefaultResourceLocation()
            .load(
                SpringBootExceptionReporter.class,
                ArgumentResolver.of(
                    ConfigurableApplicationContext.class, new GenericApplicationContext()));
    assertThat(reporters).hasAtLeastOneElementOfType(StartFailure.class);
  }
}
