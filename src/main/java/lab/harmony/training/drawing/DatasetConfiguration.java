package lab.harmony.training.drawing;

import com.github.kagkarlsson.scheduler.task.Task;
import lab.harmony.work.JobId;
import lab.harmony.work.JobTasks;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Puts the drawing of datasets among the kinds of jobs.
@Configuration(proxyBeanMethods = false)
class DatasetConfiguration {

  @Bean
  Task<JobId> drawingJobs(JobTasks tasks, ObjectProvider<DatasetHandler> handler) {
    return tasks.of(DatasetDrawings.KIND, handler);
  }
}
