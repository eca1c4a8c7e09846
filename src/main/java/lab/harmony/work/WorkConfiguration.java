package lab.harmony.work;

import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.boot.autoconfigure.Jackson3Serializer;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerStarter;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The persistent queue: db-scheduler on the application's database.
@Configuration(proxyBeanMethods = false)
class WorkConfiguration {

  @Bean
  DbSchedulerCustomizer queueCustomizer(Device device) {
    return new DbSchedulerCustomizer() {
      @Override
      public Optional<SchedulerName> schedulerName() {
        return Optional.of(device::workerName);
      }

      @Override
      public Optional<Serializer> serializer() {
        return Optional.of(new Jackson3Serializer());
      }
    };
  }

  /// Submitting needs no worker; [WorkSupervisor] starts the queue where there is one.
  @Bean
  DbSchedulerStarter queueStarter() {
    return () -> {};
  }
}
