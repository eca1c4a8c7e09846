package lab.harmony.runs;

import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.boot.autoconfigure.Jackson3Serializer;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerStarter;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.util.Optional;
import lab.harmony.work.Device;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The persistent queue: db-scheduler on the application's database.
@Configuration(proxyBeanMethods = false)
class QueueConfiguration {

  /// One claim on a run; the run itself says whether anything is left to do.
  static final TaskDescriptor<RunId> WORK = TaskDescriptor.of("run", RunId.class);

  @Bean
  Task<RunId> work(ObjectProvider<RunWorker> worker) {
    return Tasks.oneTime(WORK)
        .onFailure((done, operations) -> operations.reschedule(done, done.getTimeDone()))
        .execute((task, _) -> worker.getObject().work(task.getData()));
  }

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

  /// Submitting needs no worker; [RunSupervisor] starts the queue where there is one.
  @Bean
  DbSchedulerStarter queueStarter() {
    return () -> {};
  }
}
