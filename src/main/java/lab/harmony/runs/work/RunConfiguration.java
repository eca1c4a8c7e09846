package lab.harmony.runs.work;

import com.github.kagkarlsson.scheduler.task.Task;
import lab.harmony.runs.store.RunStore;
import lab.harmony.work.JobId;
import lab.harmony.work.JobTasks;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Puts the runs among the kinds of jobs.
@Configuration(proxyBeanMethods = false)
class RunConfiguration {

  @Bean
  Task<JobId> runJobs(JobTasks tasks, ObjectProvider<RunHandler> handler) {
    return tasks.of(RunStore.KIND, handler);
  }
}
